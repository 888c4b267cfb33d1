import { useLocale, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Flex } from '@strapi/design-system';
import type { ComponentType, KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import { BucketCondition } from './conditions/bucket';
import { ComputedCondition } from './conditions/computed';
import { ConversationCondition } from './conditions/conversation';
import { EventCondition } from './conditions/event';
import { PeriodsCondition } from './conditions/periods';
import { SchemaCondition } from './conditions/schema';
import { SegmentCondition } from './conditions/segment';
import { SequenceCondition } from './conditions/sequence';
import { TraitCondition } from './conditions/trait';
import { useEditor } from './editor';
import { FaultLines } from './fault-lines';
import { Choice } from './inputs/choice';
import { kindOf } from './language';
import { MemberTools } from './member-tools';
import { beginningOf } from './schema-form';
import { isGroup, moveBy, withNode } from './tree';
import type { Leaf } from './tree';
import { texts } from './texts';

export type ConditionProps = {
  readonly condition: JsonObject;
  readonly onChange: (condition: JsonObject) => void;
};

/** Kinds with a form of their own; a kind that another plugin brings gets one from its JSON Schema. */
const forms: Readonly<Record<string, ComponentType<ConditionProps>>> = {
  trait: TraitCondition,
  event: EventCondition,
  periods: PeriodsCondition,
  sequence: SequenceCondition,
  segment: SegmentCondition,
  computed: ComputedCondition,
  conversation: ConversationCondition,
  bucket: BucketCondition,
};

export function ConditionEditor({ leaf, number }: { readonly leaf: Leaf; readonly number: number }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { change, faults, language } = useEditor();
  const kind = kindOf(leaf.condition, language);
  const Form = (kind === undefined ? undefined : forms[kind.name]) ?? SchemaCondition;
  const name = t('condition', { number });
  const set = (next: Partial<Leaf>, about?: string): void =>
    change((root) => withNode(root, leaf.id, (node) => (isGroup(node) ? node : { ...node, ...next })), about);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    const direction = event.key === 'ArrowUp' ? -1 : 1;
    change((root) => moveBy(root, leaf.id, direction));
  };
  const own = faults.get(leaf.id) ?? [];
  return (
    <Frame role="group" aria-label={name} data-node={leaf.id} $wrong={own.length > 0} onKeyDown={onKeyDown}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={2} wrap="wrap">
        <Flex gap={2} wrap="wrap">
          <Choice
            label={`${name}: ${t('kind')}`}
            value={kind?.name ?? ''}
            options={language.conditions.map((one) => ({ value: one.name, label: one.label[locale] }))}
            onChange={(next) => {
              const chosen = language.conditions.find((one) => one.name === next);
              if (chosen !== undefined) set({ condition: beginningOf(chosen) });
            }}
          />
          <Choice
            label={`${name}: ${t('negation')}`}
            value={leaf.not ? 'isNot' : 'is'}
            options={(['is', 'isNot'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={(next) => set({ not: next === 'isNot' })}
          />
        </Flex>
        <MemberTools node={leaf} name={name} />
      </Flex>
      <Box paddingTop={2}>
        <Form condition={leaf.condition} onChange={(condition) => set({ condition }, `condition ${leaf.id}`)} />
      </Box>
      <FaultLines faults={own} />
    </Frame>
  );
}

const Frame = styled.div<{ readonly $wrong: boolean }>`
  padding: 1.2rem;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme, $wrong }) => ($wrong ? theme.colors.danger500 : theme.colors.neutral200)};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
