import { isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Checkbox, Flex } from '@strapi/design-system';
import { withKeys } from '../edit';
import { Choice } from '../inputs/choice';
import { ComparisonInput, NumberComparison } from '../inputs/comparison';
import { WhereRows } from '../inputs/where-rows';
import { WindowInput } from '../inputs/window-input';
import type { Known } from '../known';
import { useProperties } from '../use-known';
import { hasCalendarDays } from '../inputs/window';
import type { ConditionProps } from '../condition-editor';
import { AggregateInput, useAggregate } from './aggregate';
import { eventNamesOf, SelectorInput } from './selector';
import { texts } from './texts';

const modes = ['once', 'never', 'times', 'aggregate', 'last'] as const;
type Mode = (typeof modes)[number];

function modeOf(condition: JsonObject): Mode {
  if (condition['aggregate'] !== undefined) return 'aggregate';
  if (condition['last'] !== undefined) return 'last';
  const count = condition['count'];
  if (!isJsonObject(count)) return 'once';
  return count['op'] === 'eq' && count['value'] === 0 ? 'never' : 'times';
}

const startOf: Readonly<Record<Mode, Readonly<Record<string, Json>>>> = {
  once: {},
  never: { count: { op: 'eq', value: 0 } },
  times: { count: { op: 'gte', value: 3 } },
  aggregate: { aggregate: { fn: 'sum', property: 'revenue' }, op: 'gt', value: 100 },
  last: { last: [{ property: '', op: 'eq', value: '' }] },
};

/** What the customer did: which events, with what on them, how often or how much, and when. */
export function EventCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const mode = modeOf(condition);
  const [name = ''] = eventNamesOf(condition);
  const known = useProperties(name);
  const setMode = (next: Mode): void => {
    const cleared = { count: undefined, aggregate: undefined, op: undefined, value: undefined, ignoreCase: undefined };
    onChange(withKeys(condition, { ...cleared, last: undefined, ...startOf[next] }));
  };
  const set = (key: string) => (value: Json | undefined) => onChange(withKeys(condition, { [key]: value }));
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SelectorInput condition={condition} onChange={onChange} />
      <WhereRows value={condition['where']} known={known} onChange={set('where')} />
      <Flex gap={2} wrap="wrap">
        <Choice
          label={t('howOften')}
          value={mode}
          options={modes.map((one) => ({ value: one, label: t(one) }))}
          onChange={setMode}
        />
        {mode === 'times' && (
          <NumberComparison
            comparison={isJsonObject(condition['count']) ? condition['count'] : {}}
            onChange={set('count')}
          />
        )}
        {mode === 'aggregate' && <AggregateComparison condition={condition} known={known} onChange={onChange} />}
        <WindowInput value={condition['within']} onChange={set('within')} />
        {hasCalendarDays(condition['within']) && (
          <Checkbox
            checked={condition['zone'] === 'profile'}
            onCheckedChange={(on) => set('zone')(on === true ? 'profile' : undefined)}
          >
            {t('ownZone')}
          </Checkbox>
        )}
      </Flex>
      {mode === 'last' && (
        <WhereRows
          value={condition['last']}
          known={known}
          lead={t('theLast')}
          onChange={(last) => (last === undefined ? setMode('once') : set('last')(last))}
        />
      )}
    </Flex>
  );
}

function AggregateComparison({ condition, known, onChange }: ConditionProps & { readonly known: readonly Known[] }) {
  const { type, examples } = useAggregate(condition, known);
  return (
    <>
      <AggregateInput condition={condition} known={known} onChange={onChange} />
      <ComparisonInput
        comparison={condition}
        type={type}
        timed={false}
        suggestions={examples.map((value) => ({ value }))}
        onChange={onChange}
      />
    </>
  );
}
