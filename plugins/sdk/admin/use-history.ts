import { useEffect, useMemo, useReducer } from 'react';
import { record, redo, startHistory, undo } from './history';
import type { History } from './history';

type Action<T> =
  | { readonly type: 'change'; readonly change: (present: T) => T; readonly about: string | null; readonly at: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

/** Something that is edited, and the way back. */
export type Edited<T> = {
  readonly present: T;
  /** @param about what is typed in: quick changes of the same are one step back */
  readonly change: (change: (present: T) => T, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

export function useHistory<T>(first: () => T): Edited<T> {
  const [history, dispatch] = useReducer(reduce<T>, first, (start) => startHistory(start()));
  return useMemo(
    () => ({
      present: history.present,
      change: (change, about) => dispatch({ type: 'change', change, about: about ?? null, at: Date.now() }),
      undo: () => dispatch({ type: 'undo' }),
      redo: () => dispatch({ type: 'redo' }),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    }),
    [history],
  );
}

function reduce<T>(history: History<T>, action: Action<T>): History<T> {
  switch (action.type) {
    case 'change':
      return record(history, action.change(history.present), action.about, action.at);
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
  }
}

/**
 * The keys that everybody knows; a field's own undo would know nothing of what is edited.
 * @param except selector of fields that are not a part of it: they keep their own
 */
export function useUndoKeys({ undo: back, redo: forth }: Pick<Edited<unknown>, 'undo' | 'redo'>, except: string): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isOutside = event.target instanceof HTMLElement && event.target.matches(except);
      if ((key !== 'z' && key !== 'y') || isOutside) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) forth();
      else back();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [back, forth, except]);
}
