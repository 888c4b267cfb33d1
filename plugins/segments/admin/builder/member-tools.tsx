import { useTexts } from '@rapport/sdk/admin';
import { Flex, IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Drag, Duplicate, Trash } from '@strapi/icons';
import { dragged } from './drop-place';
import { useEditor } from './editor';
import { duplicate, moveBy, withNode } from './tree';
import type { Node } from './tree';
import { texts } from './texts';

/** What can be done with a condition or group as a whole. Alt and an arrow key inside of it move it, too. */
export function MemberTools({ node, name }: { readonly node: Node; readonly name: string }) {
  const t = useTexts(texts);
  const { change, root } = useEditor();
  const canMove = (direction: -1 | 1): boolean => moveBy(root, node.id, direction) !== root;
  const move = (direction: -1 | 1): void => change((now) => moveBy(now, node.id, direction));
  return (
    <Flex gap={1}>
      <Flex
        draggable
        title={t('drag')}
        cursor="grab"
        padding={1}
        onDragStart={(event: React.DragEvent) => {
          event.dataTransfer.setData(dragged, String(node.id));
          event.dataTransfer.effectAllowed = 'move';
        }}
      >
        <Drag aria-hidden width="1.4rem" height="1.4rem" fill="neutral500" />
      </Flex>
      <IconButton
        size="S"
        variant="ghost"
        label={`${t('up')}: ${name}`}
        disabled={!canMove(-1)}
        onClick={() => move(-1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        size="S"
        variant="ghost"
        label={`${t('down')}: ${name}`}
        disabled={!canMove(1)}
        onClick={() => move(1)}
      >
        <ArrowDown />
      </IconButton>
      <IconButton
        size="S"
        variant="ghost"
        label={`${t('duplicate')}: ${name}`}
        onClick={() => change((now) => duplicate(now, node.id))}
      >
        <Duplicate />
      </IconButton>
      <IconButton
        size="S"
        variant="ghost"
        label={`${t('remove')}: ${name}`}
        onClick={() => change((now) => withNode(now, node.id, () => null))}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
}
