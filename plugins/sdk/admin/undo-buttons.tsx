import { Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise, ArrowsCounterClockwise } from '@strapi/icons';
import { defineTexts } from './text';
import type { Edited } from './use-history';
import { useTexts } from './use-texts';

const texts = defineTexts({
  undo: { en: 'Undo (Ctrl+Z)', 'zh-Hans': '撤销 (Ctrl+Z)' },
  redo: { en: 'Redo (Ctrl+Shift+Z)', 'zh-Hans': '重做 (Ctrl+Shift+Z)' },
});

/** The way back, and forth again, of what useHistory keeps. */
export function UndoButtons({
  undo,
  redo,
  canUndo,
  canRedo,
}: Pick<Edited<unknown>, 'undo' | 'redo' | 'canUndo' | 'canRedo'>) {
  const t = useTexts(texts);
  return (
    <Flex gap={1}>
      <IconButton label={t('undo')} disabled={!canUndo} onClick={undo}>
        <ArrowsCounterClockwise />
      </IconButton>
      <IconButton label={t('redo')} disabled={!canRedo} onClick={redo}>
        <ArrowClockwise />
      </IconButton>
    </Flex>
  );
}
