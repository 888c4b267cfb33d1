import { createContext, useContext, useMemo, useReducer } from 'react';
import { record, redo, startHistory, undo } from './history';
import type { History } from './history';
import type { Language } from './language';
import { treeOf } from './tree';
import type { Fault, Group } from './tree';

type Change = (root: Group) => Group;
type Action =
  | { readonly type: 'change'; readonly change: Change; readonly about: string | null; readonly at: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

export type Editing = {
  readonly root: Group;
  /** @param about what is typed in: quick changes of the same are one step back */
  readonly change: (change: Change, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

export function useEditing(definition: Parameters<typeof treeOf>[0]): Editing {
  const [history, dispatch] = useReducer(reduce, definition, (first) => startHistory(treeOf(first)));
  return useMemo(
    () => ({
      root: history.present,
      change: (change, about) => dispatch({ type: 'change', change, about: about ?? null, at: Date.now() }),
      undo: () => dispatch({ type: 'undo' }),
      redo: () => dispatch({ type: 'redo' }),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    }),
    [history],
  );
}

function reduce(history: History<Group>, action: Action): History<Group> {
  switch (action.type) {
    case 'change':
      return record(history, action.change(history.present), action.about, action.at);
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
  }
}

export type Editor = Pick<Editing, 'root' | 'change'> & {
  readonly language: Language;
  readonly faults: ReadonlyMap<number, readonly Fault[]>;
  /** The key of the segment that is edited: it cannot name itself. */
  readonly ownKey: string | null;
};

const context = createContext<Editor | null>(null);
export const EditorProvider = context.Provider;

export function useEditor(): Editor {
  const editor = useContext(context);
  if (editor === null) throw new Error('a condition stands outside of its editor');
  return editor;
}
