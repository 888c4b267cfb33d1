import { useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Checkbox, Flex } from '@strapi/design-system';
import { ChoiceField } from '../../broadcasts/editor/choice-field';
import { valueAt, withValue } from '../graph/definition';
import type { Path } from '../graph/definition';
import { CheckField, FormChoice, LengthField, NumberField, TextField } from './fields';
import { Listed } from './listed';
import { useField, useScope } from './scope';
import { eventOf, has, SegmentField, SelectorFields } from './selector-fields';
import { formTexts } from './texts';

const often = ['once', 'once_at_a_time', 'every_time'] as const;

/** Who comes in and how often, and what ends a run wherever it stands. */
export function EntryForm() {
  const t = useTexts(formTexts);
  const { json, set } = useScope();
  const entry = valueAt(json, ['entry']) ?? {};
  const current = has(entry, 'segment') ? 'segment' : has(entry, 'date') ? 'date' : 'event';
  // Only who came by a segment can stay while he is in it.
  const begin = (first: JsonObject): void => set([], withValue({ ...json, entry: first }, ['whileMember'], undefined));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <FormChoice
        name="entry.form"
        label={t('enters')}
        current={current}
        forms={[
          { key: 'event', label: t('entersEvent'), begin: () => begin({ event: '' }) },
          { key: 'segment', label: t('entersSegment'), begin: () => begin({ segment: '' }) },
          { key: 'date', label: t('entersDate'), begin: () => begin({ date: { trait: '', at: '09:00' } }) },
        ]}
      />
      {current === 'event' && <ByEvent />}
      {current === 'segment' && <BySegment />}
      {current === 'date' && <ByDate />}
      <HowOften />
      <NumberField path={['controlPercent']} label={t('controlPercent')} hint={t('controlHint')} />
      <Exits />
    </Flex>
  );
}

function ByEvent() {
  const t = useTexts(formTexts);
  return (
    <>
      <SelectorFields path={['entry']} />
      <TextField path={['entry', 'key']} label={t('key')} hint={t('keyHint')} isOptional />
      <LengthField path={['entry', 'window']} label={t('window')} hint={t('windowHint')} isOptional />
    </>
  );
}

function BySegment() {
  const t = useTexts(formTexts);
  return (
    <>
      <SegmentField path={['entry', 'segment']} />
      <CheckField path={['whileMember']} label={t('whileMember')} />
      <CheckField path={['entry', 'onDefinition']} label={t('onDefinition')} />
      <LengthField path={['entry', 'again']} label={t('again')} isOptional />
    </>
  );
}

function ByDate() {
  const t = useTexts(formTexts);
  return (
    <>
      <TextField path={['entry', 'date', 'trait']} label={t('dateTraitName')} required />
      <NumberField path={['entry', 'date', 'daysBefore']} label={t('daysBefore')} />
      <TextField path={['entry', 'date', 'at']} label={t('time')} type="time" required />
      <CheckField path={['entry', 'date', 'yearly']} label={t('yearly')} />
    </>
  );
}

function HowOften() {
  const t = useTexts(formTexts);
  const { text, set, error, isReadOnly } = useField(['enters']);
  return (
    <ChoiceField
      {...{ name: 'enters', label: t('howOften'), hint: '', error, isDisabled: isReadOnly, onChange: set }}
      options={often.map((value) => ({ value, label: t(value) }))}
      value={text === '' ? 'once_at_a_time' : text}
    />
  );
}

function Exits() {
  const t = useTexts(formTexts);
  const { json, set } = useScope();
  const isKeyed = has(valueAt(json, ['entry']) ?? {}, 'key');
  return (
    <Listed
      path={['exit']}
      title={t('exits')}
      nameOf={(number) => t('exitNumber', { number })}
      add={t('addExit')}
      blank={() => ({ event: '' })}
    >
      {(path, item) => (
        <>
          <FormChoice
            name={`${path.join('.')}.form`}
            label={t('goesOn')}
            current={has(item, 'segment') ? 'segment' : 'event'}
            forms={[
              { key: 'event', label: t('exitEvent'), begin: () => set(path, { event: eventOf(item) }) },
              { key: 'segment', label: t('exitSegment'), begin: () => set(path, { segment: '', is: 'in' }) },
            ]}
          />
          {has(item, 'segment') ? (
            <>
              <SegmentField path={[...path, 'segment']} />
              <ExitWhen path={[...path, 'is']} />
            </>
          ) : (
            <>
              <SelectorFields path={path} />
              {isKeyed && <AnyKey path={[...path, 'key']} />}
            </>
          )}
        </>
      )}
    </Listed>
  );
}

function ExitWhen({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  const { text, set, error, isReadOnly, name } = useField(path);
  return (
    <ChoiceField
      {...{ name, label: t('goesOn'), hint: '', error, isDisabled: isReadOnly, onChange: set }}
      options={[
        { value: 'in', label: t('exitIn') },
        { value: 'out', label: t('exitOut') },
      ]}
      value={text === '' ? 'in' : text}
    />
  );
}

function AnyKey({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  const { value, set, isReadOnly } = useField(path);
  return (
    <Checkbox
      checked={value === false}
      disabled={isReadOnly}
      onCheckedChange={(checked) => set(checked === true ? false : undefined)}
    >
      {t('anyKey')}
    </Checkbox>
  );
}
