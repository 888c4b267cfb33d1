import { useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { ComparisonInput } from '../inputs/comparison';
import { SuggestInput } from '../inputs/suggest-input';
import { useComputedKeys } from '../use-known';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** A computed trait or a score. */
export function ComputedCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const keys = useComputedKeys();
  return (
    <Flex gap={2} wrap="wrap">
      <SuggestInput
        label={t('computed')}
        value={typeof condition['computed'] === 'string' ? condition['computed'] : ''}
        suggestions={keys}
        onChange={(computed) => onChange({ ...condition, computed })}
      />
      <ComparisonInput comparison={condition} type={null} suggestions={[]} onChange={onChange} />
    </Flex>
  );
}
