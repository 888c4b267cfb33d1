import { useState } from 'react';
import { styled } from 'styled-components';
import { useEditor } from './editor';
import { moveTo } from './tree';

/** The kind of data that a dragged condition carries: its number. */
export const dragged = 'application/x-rapport-condition';

/** Between two members of a group: where something that is dragged may go. */
export function DropPlace({ parentId, index }: { readonly parentId: number; readonly index: number }) {
  const { change } = useEditor();
  const [over, setOver] = useState(false);
  return (
    <Place
      $over={over}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragged)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const id = Number(event.dataTransfer.getData(dragged));
        change((root) => moveTo(root, id, parentId, index));
      }}
    />
  );
}

const Place = styled.div<{ readonly $over: boolean }>`
  height: 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $over }) => ($over ? theme.colors.primary200 : 'transparent')};
`;
