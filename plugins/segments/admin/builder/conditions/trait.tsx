import { useTexts } from '@rapport/sdk/admin';
import { Checkbox, Flex } from '@strapi/design-system';
import { withKeys } from '../edit';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import { comparisonForType, ComparisonInput } from '../inputs/comparison';
import { DurationInput } from '../inputs/duration-input';
import { SuggestInput } from '../inputs/suggest-input';
import { WhereRows } from '../inputs/where-rows';
import { useTraits } from '../use-known';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** What is known of the customer. */
export function TraitCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const { language } = useEditor();
  const known = useTraits();
  const path = typeof condition['trait'] === 'string' ? condition['trait'] : '';
  const seen = known.find((one) => one.path === path);
  const mode = condition['where'] === undefined ? 'compare' : 'element';
  const isList = seen?.type === 'list' || path.endsWith('[]') || mode === 'element';
  const chooseTrait = (next: string): void => {
    const found = known.find((one) => one.path === next);
    const changed = withKeys(condition, { trait: next });
    onChange(found === undefined || mode === 'element' ? changed : comparisonForType(changed, found.type, language));
  };
  const setMode = (next: 'compare' | 'element'): void =>
    onChange(
      next === 'element'
        ? {
            ...withKeys(condition, { op: undefined, value: undefined, ignoreCase: undefined }),
            trait: path.endsWith('[]') ? path : `${path}[]`,
            where: [{ property: '', op: 'eq', value: '' }],
          }
        : { ...withKeys(condition, { where: undefined }), trait: path.replace(/\[\]$/, ''), op: 'exists' },
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <SuggestInput
          label={t('trait')}
          value={path}
          suggestions={known.map(({ path: value, hint }) => ({ value, hint }))}
          onChange={chooseTrait}
        />
        {isList && (
          <Choice
            label={t('traitMode')}
            value={mode}
            options={(['compare', 'element'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={setMode}
          />
        )}
        {mode === 'compare' && (
          <ComparisonInput
            comparison={condition}
            type={seen?.type ?? null}
            timed={condition['heldFor'] === undefined}
            suggestions={(seen?.examples ?? []).map((value) => ({ value }))}
            onChange={onChange}
          />
        )}
        <HeldFor condition={condition} onChange={onChange} />
      </Flex>
      {mode === 'element' && (
        <WhereRows
          value={condition['where']}
          known={[]}
          onChange={(where) => (where === undefined ? setMode('compare') : onChange({ ...condition, where }))}
        />
      )}
    </Flex>
  );
}

function HeldFor({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const heldFor = condition['heldFor'];
  return (
    <>
      <Checkbox
        checked={heldFor !== undefined}
        onCheckedChange={(on) => onChange(withKeys(condition, { heldFor: on === true ? '30d' : undefined }))}
      >
        {heldFor === undefined ? t('setHeldFor') : t('heldFor')}
      </Checkbox>
      {typeof heldFor === 'string' && (
        <DurationInput
          label={t('heldFor')}
          exact
          value={heldFor}
          onChange={(next) => onChange({ ...condition, heldFor: next })}
        />
      )}
    </>
  );
}
