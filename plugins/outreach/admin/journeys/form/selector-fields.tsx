import { isJsonObject, textIn, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Field, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { useSegmentOptions } from '../../broadcasts/editor/use-options';
import { listAt, objectAt } from '../graph/definition';
import type { Path } from '../graph/definition';
import { eventNames } from '../graph/exits';
import { ChooseField, TextField, ValueField } from './fields';
import { Listed } from './listed';
import { operators, operatorTexts } from './operators';
import { useField, useScope } from './scope';
import { formTexts } from './texts';
import { valueOf, valueText } from './values';

/** Which events: by name, and by what holds of their properties. @param path of the object that has `event` and `where` */
export function SelectorFields({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  return (
    <>
      <EventField path={path} />
      <Listed
        path={[...path, 'where']}
        title={t('where')}
        nameOf={(number) => t('whereNumber', { number })}
        add={t('addWhere')}
        blank={() => ({ property: '', op: 'eq', value: '' })}
      >
        {(at, item) => <Comparison path={at} item={item} />}
      </Listed>
    </>
  );
}

export function SegmentField({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  const segments = useSegmentOptions();
  return <ChooseField path={path} label={t('segment')} required options={segments} placeholder={t('choose')} />;
}

export const has = (json: Json, key: string): boolean => isJsonObject(json) && key in json;

/** Its events, as they are written; none yet: ''. */
export const eventOf = (selector: Json): Json => (isJsonObject(selector) ? (selector['event'] ?? '') : '');

function EventField({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  const { json } = useScope();
  const { error, isReadOnly, set, name } = useField([...path, 'event']);
  const names = eventNames(objectAt(json, path));
  // The comma that one has just typed stays.
  const [typed, setTyped] = useState(names.join(', '));
  const shown = namesOf(typed).join() === names.join() ? typed : names.join(', ');
  return (
    <Field.Root name={name} required hint={t('eventHint')} error={error ?? false}>
      <Field.Label>{t('event')}</Field.Label>
      <TextInput
        disabled={isReadOnly}
        value={shown}
        onChange={({ target: { value } }) => {
          setTyped(value);
          const written = namesOf(value);
          set(written.length > 1 ? written : (written[0] ?? ''));
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

const namesOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function Comparison({ path, item }: { readonly path: Path; readonly item: Json }) {
  const t = useTexts(formTexts);
  const say = useTexts(operatorTexts);
  const { set } = useScope();
  const comparison = isJsonObject(item) ? item : {};
  const op = textIn(comparison, 'op');
  const isList = op === 'in' || op === 'not_in';
  const hasValue = op !== 'exists' && op !== 'not_exists';
  return (
    <>
      {'context' in comparison ? (
        <TextField path={[...path, 'context']} label={t('property')} required />
      ) : (
        <TextField path={[...path, 'property']} label={t('property')} required />
      )}
      <ChooseField
        path={[...path, 'op']}
        label={t('comparison')}
        options={operators.map((value) => ({ value, label: say(value) }))}
        onChoose={(next) => {
          const { value = '', ...rest } = comparison;
          const list = next === 'in' || next === 'not_in';
          const kept = list === Array.isArray(value) ? value : list ? [value] : (listAt(value, [])[0] ?? '');
          set(path, next.endsWith('exists') ? { ...rest, op: next } : { ...rest, op: next, value: kept });
        }}
      />
      {hasValue &&
        (isList ? (
          <ValuesField path={[...path, 'value']} />
        ) : (
          <ValueField path={[...path, 'value']} label={t('value')} />
        ))}
    </>
  );
}

function ValuesField({ path }: { readonly path: Path }) {
  const t = useTexts(formTexts);
  const { value, error, isReadOnly, set, name } = useField(path);
  const values = listAt(value, []);
  const [typed, setTyped] = useState(() => values.map(valueText).join(', '));
  const shown = JSON.stringify(valuesOf(typed)) === JSON.stringify(values) ? typed : values.map(valueText).join(', ');
  return (
    <Field.Root name={name} required error={error ?? false}>
      <Field.Label>{t('values')}</Field.Label>
      <TextInput
        disabled={isReadOnly}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          set(valuesOf(event.target.value));
        }}
      />
      <Field.Error />
    </Field.Root>
  );
}

const valuesOf = (text: string): Json[] => namesOf(text).map(valueOf);
