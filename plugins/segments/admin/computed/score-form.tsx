import { defineTexts, isJsonList, isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Box, Button, Checkbox, Field, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { eventNamesOf, SelectorInput } from '../builder/conditions/selector';
import { replaceAt, withKeys, without } from '../builder/edit';
import { FaultLines } from '../builder/fault-lines';
import { faultsBelow } from '../builder/faults';
import { Choice } from '../builder/inputs/choice';
import { DurationInput } from '../builder/inputs/duration-input';
import { NumberField } from '../builder/inputs/number-field';
import { WhereRows } from '../builder/inputs/where-rows';
import type { Fault } from '../builder/tree';
import { useProperties } from '../builder/use-known';
import { WhenInput } from './when-input';

const texts = defineTexts({
  line: { en: 'Line {number}', 'zh-Hans': '第 {number} 项' },
  label: { en: 'What it is called', 'zh-Hans': '名称' },
  points: { en: 'Points', 'zh-Hans': '分值' },
  mode: { en: 'For what', 'zh-Hans': '计分方式' },
  each: { en: 'for each event', 'zh-Hans': '每次事件' },
  when: { en: 'while a condition is true', 'zh-Hans': '满足条件时' },
  within: { en: 'only in the last', 'zh-Hans': '仅限最近' },
  decay: { en: 'they fade', 'zh-Hans': '分值衰减' },
  every: { en: 'every', 'zh-Hans': '每隔' },
  factor: { en: 'to this part', 'zh-Hans': '乘以' },
  max: { en: 'together at most', 'zh-Hans': '合计上限' },
  remove: { en: 'Remove this line', 'zh-Hans': '移除此项' },
  add: { en: 'Add a line', 'zh-Hans': '添加一项' },
  lowest: { en: 'Never less than', 'zh-Hans': '最低分' },
  highest: { en: 'Never more than', 'zh-Hans': '最高分' },
});
type Props = {
  readonly definition: JsonObject;
  readonly faults: readonly Fault[];
  readonly onChange: (definition: JsonObject) => void;
};
type LineProps = {
  readonly line: JsonObject;
  readonly number: number;
  /** Paths begin at the line. */
  readonly faults: readonly Fault[];
  readonly onChange: (line: JsonObject) => void;
  readonly onRemove: () => void;
};

/** Points for what people do and what is true of them, line by line. */
export function ScoreForm({ definition, faults, onChange }: Props) {
  const t = useTexts(texts);
  const given = definition['score'];
  const lines: readonly JsonObject[] = isJsonList(given) ? given.filter((one) => isJsonObject(one)) : [];
  const set = (score: readonly JsonObject[]): void => onChange({ ...definition, score });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {lines.map((line, at) => (
          <li key={at}>
            <Line
              line={line}
              number={at + 1}
              faults={faultsBelow(faults, `$.score[${at}]`)}
              onChange={(next) => set(replaceAt(lines, at, next))}
              onRemove={() => set(without(lines, at))}
            />
          </li>
        ))}
      </Flex>
      <Box>
        <Button
          size="S"
          variant="secondary"
          startIcon={<Plus aria-hidden />}
          onClick={() => set([...lines, { label: '', points: 10, event: '' }])}
        >
          {t('add')}
        </Button>
      </Box>
      <Flex gap={4} wrap="wrap">
        <Bound
          label={t('lowest')}
          name="min"
          value={definition['min']}
          onValue={(min) => onChange(withKeys(definition, { min }))}
        />
        <Bound
          label={t('highest')}
          name="max"
          value={definition['max']}
          onValue={(max) => onChange(withKeys(definition, { max }))}
        />
      </Flex>
    </Flex>
  );
}

function Line({ line, number, faults, onChange, onRemove }: LineProps) {
  const t = useTexts(texts);
  const mode = line['when'] === undefined ? 'each' : 'when';
  const { label, points } = line;
  const setMode = (next: 'each' | 'when'): void => {
    const kept = withKeys({}, { label, points });
    onChange(next === 'each' ? { ...kept, event: '' } : { ...kept, when: { all: [] } });
  };
  return (
    <Box borderColor="neutral200" hasRadius padding={3} role="group" aria-label={t('line', { number })}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex gap={3} wrap="wrap" alignItems="flex-end">
          <Field.Root>
            <Field.Label>{t('label')}</Field.Label>
            <TextInput
              size="S"
              value={typeof label === 'string' ? label : ''}
              onChange={(event) => onChange({ ...line, label: event.target.value })}
            />
          </Field.Root>
          <Field.Root>
            <Field.Label>{t('points')}</Field.Label>
            <NumberField
              label={t('points')}
              value={numberOf(points)}
              onChange={(next) => onChange({ ...line, points: next })}
            />
          </Field.Root>
          <Choice
            label={t('mode')}
            value={mode}
            options={(['each', 'when'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={setMode}
          />
          <IconButton variant="ghost" label={`${t('remove')}: ${t('line', { number })}`} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Flex>
        {mode === 'each' ? (
          <EachEvent line={line} onChange={onChange} />
        ) : (
          <WhenInput
            value={line['when'] ?? null}
            faults={faultsBelow(faults, '$.when')}
            onChange={(when) => onChange({ ...line, when })}
          />
        )}
        <FaultLines faults={faults.filter((one) => !one.path.startsWith('$.when'))} />
      </Flex>
    </Box>
  );
}

function EachEvent({ line, onChange }: Pick<LineProps, 'line' | 'onChange'>) {
  const t = useTexts(texts);
  const [name = ''] = eventNamesOf(line);
  const known = useProperties(name);
  const { within } = line;
  const decay = isJsonObject(line['decay']) ? line['decay'] : null;
  const max = line['max'];
  const set = (values: Readonly<Record<string, Json | undefined>>): void => onChange(withKeys(line, values));
  return (
    <>
      <SelectorInput condition={line} onChange={onChange} />
      <WhereRows value={line['where']} known={known} timed={false} onChange={(where) => set({ where })} />
      <Flex gap={3} wrap="wrap">
        <Checkbox
          checked={within !== undefined}
          onCheckedChange={(on) => set({ within: on === true ? '90d' : undefined })}
        >
          {t('within')}
        </Checkbox>
        {typeof within === 'string' && (
          <DurationInput label={t('within')} exact value={within} onChange={(next) => set({ within: next })} />
        )}
        <Checkbox
          checked={decay !== null}
          onCheckedChange={(on) => set({ decay: on === true ? { every: '7d', factor: 0.5 } : undefined })}
        >
          {t('decay')}
        </Checkbox>
        {decay !== null && (
          <>
            <Typography>{t('every')}</Typography>
            <DurationInput
              label={t('every')}
              exact
              value={typeof decay['every'] === 'string' ? decay['every'] : '7d'}
              onChange={(every) => set({ decay: { ...decay, every } })}
            />
            <Typography>{t('factor')}</Typography>
            <NumberField
              label={t('factor')}
              value={numberOf(decay['factor'])}
              min={0}
              widthRem={7}
              onChange={(factor) => set({ decay: { ...decay, factor } })}
            />
          </>
        )}
        <Bound label={t('max')} name="max" value={max} onValue={(next) => set({ max: next })} />
      </Flex>
    </>
  );
}

type BoundProps = {
  readonly label: string;
  readonly name: 'min' | 'max';
  readonly value: Json | undefined;
  readonly onValue: (value: number | undefined) => void;
};

function Bound({ label, name, value, onValue }: BoundProps) {
  return (
    <Flex gap={2}>
      <Checkbox
        checked={value !== undefined}
        onCheckedChange={(on) => onValue(on === true ? (name === 'min' ? 0 : 100) : undefined)}
      >
        {label}
      </Checkbox>
      {typeof value === 'number' && <NumberField label={label} value={value} widthRem={8} onChange={onValue} />}
    </Flex>
  );
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
