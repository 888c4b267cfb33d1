import { isJsonList, isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Button, Checkbox, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { replaceAt, withKeys, without } from '../edit';
import { Choice } from '../inputs/choice';
import { DurationInput } from '../inputs/duration-input';
import { WhereRows } from '../inputs/where-rows';
import { WindowInput } from '../inputs/window-input';
import { useProperties } from '../use-known';
import type { ConditionProps } from '../condition-editor';
import { eventNamesOf, SelectorInput } from './selector';
import { texts } from './texts';

/** One thing after another, or one thing and then not another. */
export function SequenceCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const given = condition['sequence'];
  const steps: readonly JsonObject[] = isJsonList(given) ? given.filter((one) => isJsonObject(one)) : [];
  const set = (sequence: readonly JsonObject[]): void => onChange({ ...condition, sequence });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {steps.map((step, at) => (
          <li key={at}>
            <StepInput
              step={step}
              index={at}
              canRemove={steps.length > 2}
              onChange={(next) => set(replaceAt(steps, at, next))}
              onRemove={() => set(without(steps, at))}
            />
          </li>
        ))}
      </Flex>
      <Box>
        <Button
          size="S"
          variant="ghost"
          startIcon={<Plus aria-hidden />}
          onClick={() => set([...steps, { event: '' }])}
        >
          {t('addStep')}
        </Button>
      </Box>
      <Flex gap={2} wrap="wrap">
        <Typography>{t('whole')}</Typography>
        <WindowInput value={condition['within']} onChange={(within) => onChange(withKeys(condition, { within }))} />
      </Flex>
    </Flex>
  );
}

type StepProps = {
  readonly step: JsonObject;
  readonly index: number;
  readonly canRemove: boolean;
  readonly onChange: (step: JsonObject) => void;
  readonly onRemove: () => void;
};

function StepInput({ step, index, canRemove, onChange, onRemove }: StepProps) {
  const t = useTexts(texts);
  const denied = isJsonObject(step['not']) ? step['not'] : null;
  const what = denied ?? step;
  const [name = ''] = eventNamesOf(what);
  const known = useProperties(name);
  const within = step['within'];
  const setWhat = (next: JsonObject): void => onChange(denied === null ? next : { ...step, not: next });
  const setDenied = (isDenied: boolean): void => {
    if (isDenied === (denied !== null)) return;
    const { within: limit, ...event } = step;
    onChange(isDenied ? withKeys({ not: event }, { within: limit }) : withKeys(what, { within: limit }));
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <Typography fontWeight="semiBold">{t('step', { number: index + 1 })}</Typography>
        {index > 0 && (
          <Choice
            label={`${t('step', { number: index + 1 })}: ${t('then')}`}
            value={denied === null ? 'happens' : 'notHappens'}
            options={(['happens', 'notHappens'] as const).map((one) => ({ value: one, label: t(one) }))}
            onChange={(next) => setDenied(next === 'notHappens')}
          />
        )}
        <SelectorInput condition={what} onChange={setWhat} />
        {index > 0 && (
          <Checkbox
            checked={within !== undefined}
            onCheckedChange={(on) => onChange(withKeys(step, { within: on === true ? '1h' : undefined }))}
          >
            {within === undefined ? t('limitTime') : t('within')}
          </Checkbox>
        )}
        {typeof within === 'string' && (
          <DurationInput
            label={t('within')}
            exact
            value={within}
            onChange={(next) => onChange({ ...step, within: next })}
          />
        )}
        {canRemove && (
          <IconButton size="S" variant="ghost" label={t('removeStep')} onClick={onRemove}>
            <Trash />
          </IconButton>
        )}
      </Flex>
      <WhereRows
        value={what['where']}
        known={known}
        timed={false}
        onChange={(where) => setWhat(withKeys(what, { where }))}
      />
    </Flex>
  );
}
