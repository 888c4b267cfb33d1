import { useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Flex, Tag, TextInput, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState } from 'react';
import { replaceAt, without } from '../edit';
import type { Control, ValueType } from '../language';
import { scalarAs, scalarTypeFor, scalarTypeOf, scalarTypes } from '../operand';
import type { ScalarType } from '../operand';
import { Choice } from './choice';
import { DurationInput } from './duration-input';
import { NumberField } from './number-field';
import { SuggestInput } from './suggest-input';
import type { Suggestion } from './suggest-input';
import { texts } from './texts';

type Props = {
  readonly value: Json | undefined;
  /** Of the field that is compared; null: not known. */
  readonly type: ValueType | null;
  readonly suggestions: readonly Suggestion[];
  readonly onChange: (value: Json) => void;
};

/** What a field is compared with, as its operator takes it. */
export function OperandInput({ control, ...props }: Props & { readonly control: Control }) {
  const t = useTexts(texts);
  const { value, onChange, suggestions, type } = props;
  const text = typeof value === 'string' ? value : '';
  switch (control) {
    case 'none':
      return null;
    case 'value':
      return <ScalarInput {...props} />;
    case 'values':
      return <ValuesInput {...props} />;
    case 'number':
      return <NumberField label={t('value')} value={typeof value === 'number' ? value : 0} onChange={onChange} />;
    case 'text':
      return <SuggestInput label={t('value')} value={text} suggestions={suggestions} onChange={onChange} />;
    case 'pattern':
      return (
        <TextInput
          size="S"
          aria-label={t('pattern')}
          placeholder={t('pattern')}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'range':
      return <RangeInput value={value} type={type} onChange={onChange} />;
    case 'instant':
      return <InstantInput label={t('value')} value={text} onChange={onChange} />;
    case 'duration':
      return <DurationInput label={t('value')} value={text} onChange={onChange} />;
  }
}

function ScalarInput({ value, type, suggestions, onChange }: Props) {
  const t = useTexts(texts);
  const scalar = scalarTypeOf(value);
  return (
    <Flex gap={2} wrap="wrap">
      {scalar === 'text' && (
        <SuggestInput
          label={t('value')}
          value={typeof value === 'string' ? value : ''}
          suggestions={suggestions}
          onChange={onChange}
        />
      )}
      {scalar === 'number' && <NumberField label={t('value')} value={Number(value)} onChange={onChange} />}
      {scalar === 'boolean' && (
        <Choice
          label={t('value')}
          value={value === true ? 'yes' : 'no'}
          options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(one) }))}
          onChange={(next) => onChange(next === 'yes')}
        />
      )}
      <TypeChoice scalar={scalar} type={type} onChange={(next) => onChange(scalarAs(next, value))} />
    </Flex>
  );
}

type TypeChoiceProps = {
  readonly scalar: ScalarType;
  readonly type: ValueType | null;
  readonly onChange: (scalar: ScalarType) => void;
};

/** Only where the field does not say it already: a comparison with another type is never true. */
function TypeChoice({ scalar, type, onChange }: TypeChoiceProps) {
  const t = useTexts(texts);
  if (scalarTypeFor(type) === scalar) return null;
  return (
    <Choice
      label={t('valueType')}
      value={scalar}
      options={scalarTypes.map((one) => ({ value: one, label: t(one) }))}
      onChange={onChange}
    />
  );
}

function ValuesInput({ value, type, suggestions, onChange }: Props) {
  const t = useTexts(texts);
  const values: readonly Json[] = Array.isArray(value) ? value : [];
  const [scalar, setScalar] = useState<ScalarType>(scalarTypeFor(type) ?? scalarTypeOf(values[0]));
  const [draft, setDraft] = useState('');
  const shown = values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const add = (text: string): void => {
    setDraft('');
    const given = text
      .split(/[,，;\n\t]/)
      .map((one) => one.trim())
      .filter((one) => one !== '' && !shown.includes(one));
    if (given.length > 0) onChange([...values, ...given.map((one) => scalarAs(scalar, one))]);
  };
  const offered = suggestions.filter((one) => !shown.includes(one.value));
  return (
    <Flex gap={2} wrap="wrap">
      {shown.map((text, at) => (
        <Tag
          key={text}
          icon={<Cross aria-hidden />}
          label={t('removeValue', { value: text })}
          onClick={() => onChange(without(values, at))}
        >
          {text}
        </Tag>
      ))}
      <Box
        onKeyDown={(event: React.KeyboardEvent) => {
          if (event.key !== 'Enter' || event.defaultPrevented || draft.trim() === '') return;
          event.preventDefault();
          add(draft);
        }}
        onBlur={() => add(draft)}
      >
        <SuggestInput
          label={t('value')}
          placeholder={t('addValue')}
          value={draft}
          suggestions={offered}
          onChange={setDraft}
          onChoose={add}
        />
      </Box>
      <TypeChoice
        scalar={scalar}
        type={type}
        onChange={(next) => {
          setScalar(next);
          onChange(values.map((one) => scalarAs(next, one)));
        }}
      />
    </Flex>
  );
}

type RangeProps = {
  readonly value: Json | undefined;
  readonly type: ValueType | null;
  readonly onChange: (value: Json) => void;
};

function RangeInput({ value, type, onChange }: RangeProps) {
  const t = useTexts(texts);
  const pair: readonly Json[] = Array.isArray(value) ? value : [];
  const isDate = type === 'date' || pair.some((one: Json) => typeof one === 'string');
  const bound = (at: 0 | 1) => {
    const label = at === 0 ? t('from') : t('to');
    const one = pair[at];
    const set = (next: Json): void => onChange(replaceAt([pair[0] ?? 0, pair[1] ?? 0], at, next));
    return isDate ? (
      <InstantInput label={label} value={typeof one === 'string' ? one : ''} onChange={set} />
    ) : (
      <NumberField label={label} value={typeof one === 'number' ? one : 0} onChange={set} />
    );
  };
  return (
    <Flex gap={2}>
      {bound(0)}
      <Typography>{t('and')}</Typography>
      {bound(1)}
    </Flex>
  );
}

type InstantProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

/** A day, from its midnight in UTC; a moment that somebody wrote in JSON stays as precise as it is until the day is changed. */
function InstantInput({ label, value, onChange }: InstantProps) {
  return (
    <TextInput
      size="S"
      type="date"
      aria-label={label}
      value={value.slice(0, 10)}
      onChange={(event) => onChange(event.target.value === '' ? '' : `${event.target.value}T00:00:00Z`)}
    />
  );
}
