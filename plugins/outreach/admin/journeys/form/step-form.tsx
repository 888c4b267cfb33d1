import { useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Button, Checkbox, Field, Flex, MultiSelect, MultiSelectOption, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { ComponentType } from 'react';
import { useCarrierOptions, useTemplateOptions, useTopicOptions } from '../../broadcasts/editor/use-options';
import { useEditor } from '../canvas/editor';
import { useStepWords } from '../canvas/use-step-words';
import { listAt, textAt, withValue } from '../graph/definition';
import { exitsOf } from '../graph/exits';
import { kindOf } from '../graph/step-kinds';
import type { StepKind } from '../graph/step-kinds';
import { useJourneyWords, weekdays } from '../use-journey-words';
import { wordsTexts } from '../words-texts';
import { ChooseField, FormChoice, LengthField, NoteField, NumberField, TextField } from './fields';
import { Listed } from './listed';
import { useField, useScope } from './scope';
import { eventOf, has, SegmentField, SelectorFields } from './selector-fields';
import { formTexts } from './texts';
import { TraitFields } from './trait-fields';

/** The form of each kind of step. */
const forms: Readonly<Record<StepKind, ComponentType>> = {
  send: SendForm,
  wait: WaitForm,
  wait_for: WaitForForm,
  branch: BranchForm,
  split: SplitForm,
  update_trait: TraitFields,
  webhook: WebhookForm,
  hand_over: HandOverForm,
  call_back: CallBackForm,
  goal: GoalForm,
  exit: ExitForm,
};

export function StepForm({ step }: { readonly step: string }) {
  const t = useTexts(formTexts);
  const { json } = useScope();
  const kind = kindOf(json);
  const Form = kind === null ? null : forms[kind];
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {Form === null ? <Typography>{t('unknown')}</Typography> : <Form />}
      <WayFields step={step} />
    </Flex>
  );
}

function SendForm() {
  const t = useTexts(formTexts);
  const { json, set } = useScope();
  const carriers = useCarrierOptions();
  const media = carriers?.filter(({ carrier }) => carrier.connection === '') ?? null;
  const mine = carriers?.filter(({ carrier }) => carrier.medium === textAt(json, ['channel'])) ?? [];
  const connections = mine.map(({ carrier, label }) => ({ value: carrier.connection, label }));
  // Its default, and one more: there is nothing to choose.
  const hasChoice = connections.length > 2 || textAt(json, ['connection']) !== '';
  const topics = useTopicOptions();
  const templates = useTemplateOptions(textAt(json, ['channel']));
  return (
    <>
      <ChooseField
        path={['channel']}
        label={t('channel')}
        required
        options={media}
        placeholder={t('choose')}
        // A connection carries one medium.
        onChoose={(channel) => set([], withValue({ ...json, channel }, ['connection'], undefined))}
      />
      {hasChoice && (
        <ChooseField
          path={['connection']}
          label={t('connection')}
          options={connections}
          onChoose={(next) => set(['connection'], next === '' ? undefined : next)}
        />
      )}
      <ChooseField
        path={['topic']}
        label={t('topic')}
        hint={t('topicHint')}
        required
        options={topics}
        placeholder={t('choose')}
      />
      <ChooseField
        path={['template']}
        label={t('template')}
        hint={t('templateHint')}
        required
        options={templates}
        placeholder={t('choose')}
      />
      <LengthField path={['expires']} label={t('expires')} hint={t('expiresHint')} isOptional />
      <Withheld />
    </>
  );
}

function Withheld() {
  const t = useTexts(formTexts);
  const { text } = useField(['withheld']);
  const { set } = useScope();
  const options = [
    { value: 'continue', label: t('withheldContinue') },
    { value: 'exit', label: t('withheldExit') },
  ];
  return (
    <ChooseField
      path={['withheld']}
      label={t('withheld')}
      // The definition leaves out what goes without saying.
      options={text === '' ? options.map((one) => (one.value === 'continue' ? { ...one, value: '' } : one)) : options}
      onChoose={(next) => set(['withheld'], next === 'exit' ? 'exit' : undefined)}
    />
  );
}

function WaitForm() {
  const t = useTexts(formTexts);
  const words = useTexts(wordsTexts);
  const { json, isReadOnly, set } = useScope();
  const { next = '', missing } = json;
  const begin = (rest: JsonObject): void => set([], { kind: 'wait', ...rest, next });
  return (
    <>
      <FormChoice
        name="waits"
        label={t('waits')}
        current={'until' in json ? 'until' : 'date' in json ? 'date' : 'for'}
        forms={[
          { key: 'for', label: t('waitFor'), begin: () => begin({ for: '1d' }) },
          { key: 'until', label: t('waitUntil'), begin: () => begin({ until: { time: '09:00' } }) },
          { key: 'date', label: t('waitDate'), begin: () => begin({ date: { of: [{ trait: '' }] } }) },
        ]}
      />
      {'for' in json && <LengthField path={['for']} label={t('howLong')} required />}
      {'until' in json && (
        <>
          <TextField path={['until', 'time']} label={t('time')} type="time" required />
          <Field.Root name="weekdays" hint={t('weekdaysHint')}>
            <Field.Label>{t('weekdays')}</Field.Label>
            <MultiSelect
              disabled={isReadOnly}
              value={listAt(json, ['until', 'weekdays']).flatMap((day) => (typeof day === 'string' ? [day] : []))}
              withTags
              onChange={(days) => set(['until', 'weekdays'], days.length === 0 ? undefined : days)}
            >
              {weekdays.map((day) => (
                <MultiSelectOption key={day} value={day}>
                  {words(day)}
                </MultiSelectOption>
              ))}
            </MultiSelect>
            <Field.Hint />
          </Field.Root>
        </>
      )}
      {'date' in json && (
        <>
          <DateFields />
          <Checkbox
            disabled={isReadOnly}
            checked={missing !== undefined}
            onCheckedChange={(checked) => set(['missing'], checked === true ? next : undefined)}
          >
            {t('missing')}
          </Checkbox>
          <Typography variant="pi" textColor="neutral600">
            {t('missingHint')}
          </Typography>
        </>
      )}
    </>
  );
}

function DateFields() {
  const t = useTexts(formTexts);
  const { set } = useScope();
  return (
    <>
      <Listed
        path={['date', 'of']}
        title={t('dateOf')}
        nameOf={(number) => t('conditionNumber', { number })}
        add={t('dateAnother')}
        blank={() => ({ trait: '' })}
        countMin={1}
      >
        {(path, item) => (
          <>
            <FormChoice
              name={`${path.join('.')}.form`}
              label={t('dateOf')}
              current={has(item, 'event') ? 'event' : 'trait'}
              forms={[
                { key: 'trait', label: t('dateTrait'), begin: () => set(path, { trait: '' }) },
                { key: 'event', label: t('dateEvent'), begin: () => set(path, { event: '' }) },
              ]}
            />
            <TextField path={[...path, has(item, 'event') ? 'event' : 'trait']} label={t('dateName')} required />
          </>
        )}
      </Listed>
      <LengthField path={['date', 'before']} label={t('before')} isOptional />
      <LengthField path={['date', 'after']} label={t('after')} isOptional />
      <TextField path={['date', 'at']} label={t('time')} type="time" isOptional />
    </>
  );
}

function WaitForForm() {
  const t = useTexts(formTexts);
  const { json, set } = useScope();
  const onward = textAt(json, ['timeout', 'next']);
  return (
    <>
      <Listed
        path={['any']}
        title={t('condition')}
        nameOf={(number) => t('conditionNumber', { number })}
        add={t('addCondition')}
        blank={() => ({ event: '', next: onward })}
        countMin={1}
      >
        {(path, item) => {
          const next = textAt(item, ['next']) || onward;
          return (
            <>
              <FormChoice
                name={`${path.join('.')}.form`}
                label={t('goesOn')}
                current={has(item, 'restart') ? 'restart' : has(item, 'segment') ? 'segment' : 'event'}
                forms={[
                  { key: 'event', label: t('byEvent'), begin: () => set(path, { event: eventOf(item), next }) },
                  { key: 'segment', label: t('bySegment'), begin: () => set(path, { segment: '', next }) },
                  {
                    key: 'restart',
                    label: t('byRestart'),
                    begin: () => set(path, { event: eventOf(item), restart: true }),
                  },
                ]}
              />
              {has(item, 'segment') ? <SegmentField path={[...path, 'segment']} /> : <SelectorFields path={path} />}
            </>
          );
        }}
      </Listed>
      <LengthField path={['timeout', 'after']} label={t('timeout')} required />
    </>
  );
}

function BranchForm() {
  const t = useTexts(formTexts);
  const { json, set } = useScope();
  const otherwise = textAt(json, ['otherwise']);
  return (
    <Listed
      path={['when']}
      title={t('branchIf')}
      nameOf={(number) => t('branchNumber', { number })}
      add={t('addBranch')}
      blank={() => ({ segment: '', next: otherwise })}
      countMin={1}
    >
      {(path, item) => {
        const next = textAt(item, ['next']);
        return (
          <>
            <FormChoice
              name={`${path.join('.')}.form`}
              label={t('branchIf')}
              current={has(item, 'segment') ? 'segment' : 'event'}
              forms={[
                { key: 'segment', label: t('inSegment'), begin: () => set(path, { segment: '', next }) },
                { key: 'event', label: t('happened'), begin: () => set(path, { event: '', next }) },
              ]}
            />
            {has(item, 'segment') ? <SegmentField path={[...path, 'segment']} /> : <SelectorFields path={path} />}
          </>
        );
      }}
    </Listed>
  );
}

function SplitForm() {
  const t = useTexts(formTexts);
  const { json } = useScope();
  const arms = listAt(json, ['arms']);
  const onward = textAt(arms[0], ['next']);
  return (
    <Listed
      path={['arms']}
      title={t('arms')}
      nameOf={(number) => t('armNumber', { number })}
      add={t('addArm')}
      blank={() => ({ name: `arm-${arms.length + 1}`, share: 0, next: onward })}
      countMin={2}
    >
      {(path) => (
        <>
          <TextField path={[...path, 'name']} label={t('armName')} required />
          <NumberField path={[...path, 'share']} label={t('share')} />
        </>
      )}
    </Listed>
  );
}

function WebhookForm() {
  const t = useTexts(formTexts);
  return <TextField path={['webhook']} label={t('webhook')} required />;
}

function HandOverForm() {
  const t = useTexts(formTexts);
  return (
    <>
      <TextField path={['team']} label={t('team')} isOptional />
      <NoteField path={['note']} label={t('note')} />
    </>
  );
}

function CallBackForm() {
  const t = useTexts(formTexts);
  return (
    <>
      <NoteField path={['note']} label={t('note')} />
      <LengthField path={['within']} label={t('within')} required />
    </>
  );
}

function GoalForm() {
  const t = useTexts(formTexts);
  return <TextField path={['name']} label={t('goal')} required />;
}

function ExitForm() {
  const t = useTexts(formTexts);
  return <Typography textColor="neutral600">{t('exitHint')}</Typography>;
}

/** Where one goes on from there: another step, or a new one. */
function WayFields({ step }: { readonly step: string }) {
  const t = useTexts(formTexts);
  const words = useJourneyWords();
  const { json, isReadOnly } = useScope();
  const { graph, addAt } = useEditor();
  const { nameOf } = useStepWords();
  const exits = exitsOf(json);
  if (exits.length === 0) return null;
  const options = graph.steps.flatMap(({ id }) => (id === step ? [] : [{ value: id, label: nameOf(id) }]));
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="pi" fontWeight="bold">
        {t('ways')}
      </Typography>
      {exits.map(({ path, about }) => {
        const way = words.aboutOf(about);
        return (
          <Flex key={path.join('.')} direction="column" alignItems="stretch" gap={2}>
            <ChooseField path={path} label={t('wayGoesTo', { way })} options={options} placeholder={t('chooseStep')} />
            {!isReadOnly && (
              <Button
                size="S"
                variant="tertiary"
                startIcon={<Plus aria-hidden />}
                onClick={() => addAt({ from: step, path })}
              >
                {t('addStepOn', { way })}
              </Button>
            )}
          </Flex>
        );
      })}
    </Flex>
  );
}
