import { Card, numberIn, textIn, useTexts } from '@rapport/sdk/admin';
import { Box, Field, Flex, MultiSelect, MultiSelectOption, TextInput, Typography } from '@strapi/design-system';
import type { Draft, FieldName } from '../definition';
import { ChoiceField } from './choice-field';
import { texts } from './texts';
import { useCarrierOptions, useSegmentOptions, useTemplateOptions, useTopicOptions, valueOf } from './use-options';

export type FormProps = {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** What is wrong with a field; null: nothing, or nothing that should be told yet. */
  readonly faultOf: (field: FieldName) => string | null;
};

/** The fields of a broadcast, in the order in which one thinks of them: who, what, when, and how it is measured. */
export function BroadcastForm(props: FormProps) {
  const t = useTexts(texts);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Card title={t('who')}>
        <Who {...props} />
      </Card>
      <Card title={t('what')}>
        <What {...props} />
      </Card>
      <Card title={t('whenCard')}>
        <When {...props} />
      </Card>
      <Card title={t('measure')}>
        <Measure {...props} />
      </Card>
    </Flex>
  );
}

/** No key of a segment: they begin with a letter. */
const everyone = '*';

function Who({ draft, onChange, faultOf }: FormProps) {
  const t = useTexts(texts);
  const segments = useSegmentOptions();
  const chosen = draft.everyone ? everyone : draft.segment;
  const choose = (next: string): void =>
    onChange(next === everyone ? { everyone: true, segment: '' } : { everyone: false, segment: next });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <ChoiceField
        name="audience"
        required
        label={t('audience')}
        hint={t('audienceHint')}
        placeholder={t('chooseSegment')}
        options={[{ value: everyone, label: t('everyone') }, ...segments]}
        value={chosen}
        error={faultOf('audience')}
        onChange={choose}
      />
      <Field.Root name="except" error={faultOf('except') ?? false}>
        <Field.Label>{t('except')}</Field.Label>
        <MultiSelect
          value={[...draft.except]}
          placeholder={t('exceptNone')}
          withTags
          onChange={(except) => onChange({ except })}
        >
          {segments.map(({ value, label }) => (
            <MultiSelectOption key={value} value={value}>
              {label}
            </MultiSelectOption>
          ))}
        </MultiSelect>
        <Field.Error />
      </Field.Root>
    </Flex>
  );
}

function What({ draft, onChange, faultOf }: FormProps) {
  const t = useTexts(texts);
  const carriers = useCarrierOptions();
  const topics = useTopicOptions();
  const templates = useTemplateOptions(draft.carrier.medium);
  const chosen = valueOf(draft.carrier);
  const arms = draft.arms.map((arm) => t('arm', { template: textIn(arm, 'template'), share: numberIn(arm, 'share') }));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <ChoiceField
        name="channel"
        required
        label={t('channel')}
        hint={carriers?.length === 0 ? t('noChannel') : t('channelHint')}
        placeholder={t('chooseChannel')}
        options={carriers}
        value={chosen}
        error={faultOf('channel')}
        onChange={(next) => {
          const carrier = carriers?.find(({ value }) => value === next)?.carrier;
          if (carrier !== undefined) onChange({ carrier });
        }}
      />
      <ChoiceField
        name="topic"
        required
        label={t('topic')}
        hint={topics?.length === 0 ? t('noTopic') : t('topicHint')}
        placeholder={t('chooseTopic')}
        options={topics}
        value={draft.topic}
        error={faultOf('topic')}
        onChange={(topic) => onChange({ topic })}
      />
      {arms.length > 0 ? (
        <Typography>{t('arms', { arms: arms.join(', ') })}</Typography>
      ) : (
        <ChoiceField
          name="template"
          required
          label={t('template')}
          hint={templates?.length === 0 ? t('noTemplate') : t('templateHint')}
          placeholder={t('chooseTemplate')}
          options={templates}
          value={draft.template}
          error={faultOf('template')}
          onChange={(template) => onChange({ template })}
        />
      )}
    </Flex>
  );
}

const expiries = [
  { value: '12h', unit: 'hours', count: 12 },
  { value: '1d', unit: 'days', count: 1 },
  { value: '3d', unit: 'days', count: 3 },
  { value: '7d', unit: 'days', count: 7 },
  { value: '14d', unit: 'days', count: 14 },
  { value: '30d', unit: 'days', count: 30 },
] as const;

function When({ draft, onChange, faultOf }: FormProps) {
  const t = useTexts(texts);
  const options = expiries.map(({ value, unit, count }) => ({ value, label: t(unit, { count }) }));
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <Box flex="1" minWidth="20rem">
        <Field.Root name="at" hint={t('atHint')} error={faultOf('at') ?? false}>
          <Field.Label>{t('at')}</Field.Label>
          <TextInput type="time" value={draft.at} onChange={(event) => onChange({ at: event.target.value })} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Box>
      <Box flex="1" minWidth="20rem">
        <ChoiceField
          name="expires"
          label={t('expires')}
          hint={t('expiresHint')}
          options={options}
          value={draft.expires}
          error={faultOf('expires')}
          onChange={(expires) => onChange({ expires })}
        />
      </Box>
    </Flex>
  );
}

function Measure({ draft, onChange, faultOf }: FormProps) {
  const t = useTexts(texts);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Field.Root name="controlPercent" hint={t('controlHint')} error={faultOf('controlPercent') ?? false}>
        <Field.Label>{t('controlPercent')}</Field.Label>
        <TextInput
          inputMode="decimal"
          value={draft.controlPercent}
          onChange={(event) => onChange({ controlPercent: event.target.value })}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        <Box flex="2" minWidth="20rem">
          <Field.Root name="goal" hint={t('goalHint')} error={faultOf('goal') ?? false}>
            <Field.Label>{t('goalEvent')}</Field.Label>
            <TextInput
              value={draft.goalEvent}
              onChange={(event) => onChange({ goalEvent: event.target.value, goalWhere: [] })}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        </Box>
        <Box flex="1" minWidth="12rem">
          <Field.Root name="goalDays">
            <Field.Label>{t('goalDays')}</Field.Label>
            <TextInput
              inputMode="numeric"
              disabled={draft.goalEvent.trim() === ''}
              value={draft.goalDays}
              onChange={(event) => onChange({ goalDays: event.target.value })}
            />
          </Field.Root>
        </Box>
      </Flex>
    </Flex>
  );
}
