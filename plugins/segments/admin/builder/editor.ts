import { useHistory } from '@rapport/sdk/admin';
import type { Edited } from '@rapport/sdk/admin';
import { createContext, useContext, useMemo } from 'react';
import type { Language } from './language';
import { treeOf } from './tree';
import type { Fault, Group } from './tree';

export type Editing = Omit<Edited<Group>, 'present'> & { readonly root: Group };

export function useEditing(definition: Parameters<typeof treeOf>[0]): Editing {
  const edited = useHistory(() => treeOf(definition));
  return useMemo(() => {
    const { present, ...rest } = edited;
    return { root: present, ...rest };
  }, [edited]);
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
