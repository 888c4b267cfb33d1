import type { Json } from '@rapport/sdk/admin';
import { useEffect, useMemo, useRef } from 'react';
import { EditorProvider, useEditing, useEditor } from '../builder/editor';
import { GroupEditor } from '../builder/group-editor';
import { definitionOf, faultsByNode } from '../builder/tree';
import type { Fault } from '../builder/tree';

type Props = {
  readonly value: Json;
  /** Of the definition; paths begin at it. */
  readonly faults: readonly Fault[];
  readonly onChange: (value: Json) => void;
};

/** A definition inside of another one: the same editor, with steps of its own. */
export function WhenInput({ value, faults, onChange }: Props) {
  const { language, ownKey } = useEditor();
  const { root, change } = useEditing(value);
  const tell = useRef(onChange);
  const told = useRef(root);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    if (told.current === root) return;
    told.current = root;
    tell.current(definitionOf(root));
  }, [root]);
  const editor = useMemo(
    () => ({ root, change, language, ownKey, faults: faultsByNode(root, faults) }),
    [root, change, language, ownKey, faults],
  );
  return (
    <EditorProvider value={editor}>
      <GroupEditor group={root} isRoot />
    </EditorProvider>
  );
}
