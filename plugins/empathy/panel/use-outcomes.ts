import { useEffect, useState } from 'preact/hooks';
import type { Suggestion, SuggestionOutcome } from '../domain/panel/view';
import { api } from './api';
import { useShared } from './context';

/** How long it can be taken back: until then nothing is sent, so that taking back needs nothing of the server. */
export const undoMilliseconds = 6_000;

type Waiting = { readonly send: () => void; readonly timer: ReturnType<typeof setTimeout> };
const waiting = new Map<string, Waiting>();

/** Whoever goes on to another page has decided. */
addEventListener('pagehide', () => {
  for (const { send, timer } of waiting.values()) {
    clearTimeout(timer);
    send();
  }
  waiting.clear();
});

/** What became of suggestions: told to the server, so that they are compared by what they achieved. */
export function useOutcomes() {
  const { tell, t } = useShared();
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => () => setSettled(new Set()), []);
  const keyOf = ({ id, text }: Suggestion): string => id ?? text;
  return {
    isSettled: (suggestion: Suggestion) => settled.has(keyOf(suggestion)),
    /** Copied: it is shown on. */
    use: (suggestion: Suggestion): void => report(suggestion.id, 'used'),
    settle: (suggestion: Suggestion, outcome: SuggestionOutcome, said: string): void => {
      const key = keyOf(suggestion);
      setSettled((before) => new Set([...before, key]));
      const send = (): void => {
        waiting.delete(key);
        report(suggestion.id, outcome);
      };
      waiting.set(key, { send, timer: setTimeout(send, undoMilliseconds) });
      tell(`${said}: ${suggestion.text}`, () => {
        clearTimeout(waiting.get(key)?.timer);
        waiting.delete(key);
        setSettled((before) => new Set([...before].filter((one) => one !== key)));
        tell(t('undo'));
      });
    },
  };
}

/** Of no consequence for the agent: a failure is not shown. */
function report(id: string | null, outcome: SuggestionOutcome): void {
  if (id !== null) api.outcome(id, outcome).catch(() => undefined);
}
