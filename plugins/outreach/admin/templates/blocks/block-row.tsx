import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Duplicate, Trash } from '@strapi/icons';
import type { KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import type { Insert } from '../editor/use-insert';
import { BlockFields, ConditionForm } from './block-fields';
import type { Block } from './edit';
import { summaryOf } from './kinds';
import { texts } from './texts';
import { condition } from './tree';
import { useBlockName } from './use-block-name';

const Choice = styled.button<{ readonly $isChosen: boolean }>`
  display: flex;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  text-align: start;
  padding: ${({ theme }) => theme.spaces[2]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isChosen }) => ($isChosen ? theme.colors.primary100 : theme.colors.neutral0)};
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;
`;

type Props = {
  readonly id: string;
  readonly depth: number;
  readonly block: Block;
  readonly isChosen: boolean;
  readonly canMove: (by: -1 | 1) => boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onChange: (block: Block, what: string) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onCondition: (path: string) => void;
  readonly onEverybody: () => void;
  readonly onFocus: (insert: Insert) => void;
};

/** One block of the list; the chosen one shows its fields, and what can be done with it. */
export function BlockRow(props: Props) {
  const { id, depth, block, isChosen, onChoose, onMove, onChange, onFocus } = props;
  const nameOf = useBlockName();
  const move = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <Box tag="li" paddingTop={1} style={{ marginInlineStart: `${depth * 1.6}rem` }}>
      <Choice
        id={id}
        type="button"
        $isChosen={isChosen}
        aria-expanded={isChosen}
        onClick={() => onChoose(!isChosen)}
        onKeyDown={move}
      >
        <Typography fontWeight="semiBold" textColor="neutral800">
          {nameOf(block)}
        </Typography>
        <Typography textColor={isChosen ? 'neutral800' : 'neutral600'} ellipsis>
          {summaryOf(block)}
        </Typography>
      </Choice>
      {isChosen && (
        <Box background="neutral100" padding={3} hasRadius>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Tools {...props} />
            <BlockFields block={block} onChange={onChange} onFocus={onFocus} />
            {block.tag !== condition && <ConditionForm onMake={props.onCondition} />}
          </Flex>
        </Box>
      )}
    </Box>
  );
}

function Tools({ block, canMove, onMove, onDuplicate, onRemove, onEverybody }: Props) {
  const t = useTexts(texts);
  return (
    <Flex gap={2} wrap="wrap">
      <Button
        size="S"
        variant="tertiary"
        startIcon={<ArrowUp aria-hidden />}
        disabled={!canMove(-1)}
        onClick={() => onMove(-1)}
      >
        {t('up')}
      </Button>
      <Button
        size="S"
        variant="tertiary"
        startIcon={<ArrowDown aria-hidden />}
        disabled={!canMove(1)}
        onClick={() => onMove(1)}
      >
        {t('down')}
      </Button>
      <Button size="S" variant="tertiary" startIcon={<Duplicate aria-hidden />} onClick={onDuplicate}>
        {t('duplicate')}
      </Button>
      {block.tag === condition && (
        <Button size="S" variant="tertiary" onClick={onEverybody}>
          {t('dropCondition')}
        </Button>
      )}
      <Button size="S" variant="danger-light" startIcon={<Trash aria-hidden />} onClick={onRemove}>
        {t('remove')}
      </Button>
    </Flex>
  );
}
