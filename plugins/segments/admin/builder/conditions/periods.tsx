import { isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Checkbox, Flex, Typography } from '@strapi/design-system';
import { withKeys } from '../edit';
import { Choice } from '../inputs/choice';
import { NumberComparison } from '../inputs/comparison';
import { DurationInput } from '../inputs/duration-input';
import { NumberField } from '../inputs/number-field';
import { WhereRows } from '../inputs/where-rows';
import { useProperties } from '../use-known';
import type { ConditionProps } from '../condition-editor';
import { eventNamesOf, SelectorInput } from './selector';
import { texts } from './texts';

/** A habit: something in each of the last so many periods. */
export function PeriodsCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const [name = ''] = eventNamesOf(condition);
  const known = useProperties(name);
  const periods = isJsonObject(condition['periods']) ? condition['periods'] : {};
  const { length, last, min } = periods;
  const count = condition['count'];
  const set = (values: Readonly<Record<string, Json | undefined>>): void =>
    onChange({ ...condition, periods: withKeys(periods, values) });
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SelectorInput condition={condition} onChange={onChange} />
      <WhereRows
        value={condition['where']}
        known={known}
        timed={false}
        onChange={(where) => onChange(withKeys(condition, { where }))}
      />
      <Flex gap={2} wrap="wrap">
        <Typography>{t('inEach')}</Typography>
        <NumberField
          label={t('periodCount')}
          value={numberOf(last)}
          min={1}
          widthRem={6}
          onChange={(next) => set({ last: Math.round(next) })}
        />
        <Typography>{t('periodsOf')}</Typography>
        <DurationInput
          label={t('length')}
          exact
          value={typeof length === 'string' ? length : '1w'}
          onChange={(next) => set({ length: next })}
        />
        <Choice
          label={t('which')}
          value={min === undefined ? 'each' : 'inSome'}
          options={(['each', 'inSome'] as const).map((one) => ({ value: one, label: t(one) }))}
          onChange={(next) => set({ min: next === 'each' ? undefined : Math.max(1, numberOf(last) - 1) })}
        />
        {min !== undefined && (
          <>
            <NumberField
              label={t('inSome')}
              value={numberOf(min)}
              min={1}
              widthRem={6}
              onChange={(next) => set({ min: Math.round(next) })}
            />
            <Typography>{t('ofThem')}</Typography>
          </>
        )}
      </Flex>
      <Flex gap={2} wrap="wrap">
        <Checkbox
          checked={count !== undefined}
          onCheckedChange={(on) =>
            onChange(withKeys(condition, { count: on === true ? { op: 'gte', value: 2 } : undefined }))
          }
        >
          {t('eachTime')}
        </Checkbox>
        {isJsonObject(count) && (
          <NumberComparison comparison={count} onChange={(next) => onChange({ ...condition, count: next })} />
        )}
      </Flex>
    </Flex>
  );
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 1;
}
