import { useRef, useState } from 'react';

const stepsMax = 100;

export type Steps = {
  /** @param what several changes of the same in a row are one step, as typing is; null: a step of its own */
  readonly change: (value: string, what: string | null) => void;
  /** Null: there is nothing to take back. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
};

/** Takes changes of a text back, and does them again. */
export function useSteps(value: string, onChange: (value: string) => void): Steps {
  const [past, setPast] = useState<readonly string[]>([]);
  const [future, setFuture] = useState<readonly string[]>([]);
  const last = useRef<string | null>(null);
  const go = (to: string, from: readonly string[], setFrom: typeof setPast, setTo: typeof setPast): void => {
    last.current = null;
    setFrom(from.slice(0, -1));
    setTo((before) => [...before, value]);
    onChange(to);
  };
  const [before, after] = [past.at(-1), future.at(-1)];
  return {
    change: (next, what) => {
      if (what === null || what !== last.current) setPast([...past, value].slice(-stepsMax));
      last.current = what;
      setFuture([]);
      onChange(next);
    },
    undo: before === undefined ? null : () => go(before, past, setPast, setFuture),
    redo: after === undefined ? null : () => go(after, future, setFuture, setPast),
  };
}
