import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PanelLocale, PanelView } from '../domain/panel/view';
import { api, PanelError, type Trouble } from './api';
import type { Whom } from './host';

/** What is shown (it stays while Rapport is away), and what is wrong with it now. */
export type Seen = { readonly view: PanelView | null; readonly trouble: Trouble | null };

const retryMilliseconds = [1_000, 2_000, 5_000, 10_000, 30_000];
const gatherMilliseconds = 250;
/** Beside the live updates: what changes by time alone, and what a broken stream did not tell. */
const pollMilliseconds = 60_000;

/**
 * The customer, kept up to date: loaded at once and when he changes, tried again while Rapport is away, later each time.
 * @param whom null: nobody is named yet
 */
export function useView(whom: Whom | null, locale: PanelLocale, isSignedIn: boolean): Seen & { reload: () => void } {
  const [seen, setSeen] = useState<Seen>({ view: null, trouble: null });
  const failures = useRef(0);
  const key = whom === null || !isSignedIn ? null : JSON.stringify([whom, locale]);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((one) => one + 1), []);

  useEffect(() => setSeen({ view: null, trouble: null }), [key]);
  useEffect(() => {
    if (whom === null || key === null) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      try {
        const view = await api.view(whom, locale);
        if (isOver) return;
        failures.current = 0;
        setSeen({ view, trouble: null });
        timer = setTimeout(() => void load(), pollMilliseconds);
      } catch (error) {
        if (isOver) return;
        const trouble = error instanceof PanelError ? error.trouble : 'away';
        setSeen((before) => ({ view: trouble === 'away' ? before.view : null, trouble }));
        if (trouble !== 'away') return;
        const wait = retryMilliseconds[Math.min(failures.current++, retryMilliseconds.length - 1)] ?? 0;
        timer = setTimeout(() => void load(), wait);
      }
    };
    void load();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // `key` stands for whom and locale.
  }, [key, round]);

  const profileId = seen.view?.state === 'known' ? seen.view.profileId : null;
  useLive(isSignedIn ? profileId : null, reload);
  return { ...seen, reload };
}

function useLive(profileId: string | null, onChange: () => void): void {
  useEffect(() => {
    if (profileId === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    const open = (): void => {
      source = new EventSource(`/panel/api/live?profile=${profileId}`);
      const changed = (): void => {
        clearTimeout(timer);
        timer = setTimeout(onChange, gatherMilliseconds);
      };
      // What happened between the look and the stream, or while it was broken, nobody tells.
      source.addEventListener('open', changed);
      source.addEventListener('changed', changed);
      // A stream that was refused is not opened again by the browser.
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMilliseconds.at(-2));
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [profileId, onChange]);
}
