/** What was, is, and was taken back. */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about and when: changes of the same soon after it are one step back. */
  readonly mark: { readonly about: string; readonly at: number } | null;
};

const stepsMax = 200;
const togetherMilliseconds = 900;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], mark: null };
}

/** @param about e.g. the condition that is typed in; null: always a step of its own. @param at epoch ms */
export function record<T>(history: History<T>, present: T, about: string | null, at: number): History<T> {
  if (present === history.present) return history;
  const { mark } = history;
  const together = mark !== null && mark.about === about && at - mark.at < togetherMilliseconds;
  return {
    past: together ? history.past : [...history.past, history.present].slice(-stepsMax),
    present,
    future: [],
    mark: about === null ? null : { about, at },
  };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  const { past, present, future } = history;
  return { past: past.slice(0, -1), present: previous, future: [present, ...future], mark: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, mark: null };
}
