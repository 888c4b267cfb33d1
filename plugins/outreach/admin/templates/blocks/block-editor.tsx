import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { ArrowClockwise, ArrowsCounterClockwise } from '@strapi/icons';
import { useEffect, useId, useRef, useState } from 'react';
import type { Insert } from '../editor/use-insert';
import { BlockRow } from './block-row';
import {
  blockAt,
  blocksIn,
  dropCondition,
  duplicateBlock,
  makeConditional,
  moveBlock,
  removeBlock,
  replaceBlock,
} from './edit';
import type { Edited, Path } from './edit';
import { addBlock, blockKinds } from './kinds';
import type { BlockKind } from './kinds';
import { useBlockName } from './use-block-name';
import { texts } from './texts';
import { writeBlocks } from './tree';
import type { BlockTree } from './tree';
import { useSteps } from './use-steps';

type Props = {
  readonly label: string;
  readonly tree: BlockTree;
  /** As it is written: of this the tree is read. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onFocus: (insert: Insert) => void;
};

/** A mail as a list of its blocks, each with its fields; everything can be done by keyboard, and taken back. */
export function BlockEditor({ label, tree, value, onChange, onFocus }: Props) {
  const t = useTexts(texts);
  const nameOf = useBlockName();
  const [chosen, setChosen] = useState<Path | null>(null);
  const [told, setTold] = useState('');
  const { change, undo, redo } = useSteps(value, onChange);
  const id = useId();
  const rowId = (path: Path): string => `${id}-${path.join('-')}`;
  const focused = useRef<string | null>(null);
  useEffect(() => {
    // A row that moved is another element: the focus goes along.
    if (focused.current !== null) document.getElementById(focused.current)?.focus();
    focused.current = null;
  }, [value]);
  const take = ({ tree: next, path }: Edited): void => {
    change(writeBlocks(next), null);
    setChosen(path);
    focused.current = rowId(path);
  };
  const move = (path: Path, by: -1 | 1): void => {
    const moved = moveBlock(tree, path, by);
    const block = blockAt(tree, path);
    if (moved === null || block === null) return;
    take(moved);
    setTold(t('moved', { block: nameOf(block) }));
  };
  const drop = (next: BlockTree): void => {
    change(writeBlocks(next), null);
    setChosen(null);
  };
  const travel = (go: () => void): void => {
    setChosen(null);
    go();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Toolbar
        undo={undo === null ? null : () => travel(undo)}
        redo={redo === null ? null : () => travel(redo)}
        onAdd={(kind) => take(addBlock(tree, chosen, kind))}
      />
      <Typography variant="pi" textColor="neutral600">
        {t('hint')}
      </Typography>
      <Box tag="ul" aria-label={t('blocks', { part: label })}>
        {blocksIn(tree).map(({ path, block }) => (
          <BlockRow
            key={path.join()}
            id={rowId(path)}
            depth={path.length - 1}
            block={block}
            isChosen={chosen?.join() === path.join()}
            canMove={(by) => moveBlock(tree, path, by) !== null}
            onChoose={(isChosen) => setChosen(isChosen ? path : null)}
            onMove={(by) => move(path, by)}
            onChange={(next, what) => change(writeBlocks(replaceBlock(tree, path, next)), `${path.join()} ${what}`)}
            onDuplicate={() => take(duplicateBlock(tree, path))}
            onRemove={() => drop(removeBlock(tree, path))}
            onCondition={(given) => take(makeConditional(tree, path, given))}
            onEverybody={() => drop(dropCondition(tree, path))}
            onFocus={onFocus}
          />
        ))}
      </Box>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </Flex>
  );
}

type ToolbarProps = {
  /** Null: there is nothing to take back. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly onAdd: (kind: BlockKind) => void;
};

function Toolbar({ undo, redo, onAdd }: ToolbarProps) {
  const t = useTexts(texts);
  return (
    <>
      <Flex gap={2} wrap="wrap">
        <Button
          size="S"
          variant="tertiary"
          startIcon={<ArrowsCounterClockwise aria-hidden />}
          disabled={undo === null}
          onClick={() => undo?.()}
        >
          {t('undo')}
        </Button>
        <Button
          size="S"
          variant="tertiary"
          startIcon={<ArrowClockwise aria-hidden />}
          disabled={redo === null}
          onClick={() => redo?.()}
        >
          {t('redo')}
        </Button>
      </Flex>
      <Flex gap={2} wrap="wrap" role="group" aria-label={t('add')}>
        <Typography variant="pi" textColor="neutral600">
          {t('add')}
        </Typography>
        {blockKinds.map((kind) => (
          <Button key={kind} size="S" variant="secondary" onClick={() => onAdd(kind)}>
            {t(kind)}
          </Button>
        ))}
      </Flex>
    </>
  );
}
