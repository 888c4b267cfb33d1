import {
  announceDone,
  ConfirmDialog,
  isJsonObject,
  objects,
  textIn,
  useCommand,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Field, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { localized } from '../texts-in';
import { EvidencePreview } from './evidence-preview';
import { factsOf, isComplete, type FactRow, rowsOf } from './fact-rows';
import { FactsField } from './facts-field';
import { SegmentField } from './segment-field';
import { ChangeSituationDocument, CreateSituationDocument, NextActionsDocument } from './situations.documents';
import type { Situation } from './situations-page';
import { texts } from './texts';

const severityMax = 100;
const hoursMax = 366 * 24;
const evidenceCharsMax = 500;
const nameCharsMax = 80;
const keyCharsMax = 50;
const languages = [
  { key: 'en', label: 'english' },
  { key: 'zh-Hans', label: 'chinese' },
  { key: 'de', label: 'german' },
] as const;
export type ByLanguage = Readonly<Record<(typeof languages)[number]['key'], string>>;

type Props = { readonly situation: Situation; readonly onClose: () => void };

/** What an agent sees of it; the condition is edited where segments are. */
export function EditDialog({ situation, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const form = useSituationForm(situation);
  const change = useCommand(ChangeSituationDocument);
  const done = (): void => {
    announceDone({ message: t('saved') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('editTitle', { name: localized(situation.name, locale) })}
      action={t('save')}
      isWide
      isBusy={change.isPending}
      isDisabled={!form.isComplete}
      error={change.error}
      onConfirm={() => change.mutate({ input: { key: situation.key, ...form.input } }, { onSuccess: done })}
      onClose={onClose}
    >
      <SituationFields form={form} />
      <EvidencePreview situationKey={situation.key} evidence={form.input.evidence} />
    </ConfirmDialog>
  );
}

/** One of their own: it begins with the members of a segment. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(texts);
  const form = useSituationForm(null);
  const [segment, setSegment] = useState('');
  const create = useCommand(CreateSituationDocument);
  const key = keyOf(form.input.name.en);
  const done = (): void => {
    announceDone({ message: t('saved') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('createTitle')}
      action={t('create')}
      isWide
      isBusy={create.isPending}
      isDisabled={!form.isComplete || segment === '' || key === ''}
      error={create.error}
      onConfirm={() => create.mutate({ input: { key, segment, ...form.input } }, { onSuccess: done })}
      onClose={onClose}
    >
      <SegmentField value={segment} onChange={setSegment} />
      <SituationFields form={form} />
    </ConfirmDialog>
  );
}

type Form = {
  readonly state: FormState;
  readonly set: (change: Partial<FormState>) => void;
  readonly isComplete: boolean;
  readonly input: {
    readonly name: ByLanguage;
    readonly severity: number;
    readonly expiresSeconds: number;
    readonly action: string | null;
    readonly evidence: ByLanguage;
    readonly facts: JsonObject;
  };
};
type FormState = {
  readonly name: ByLanguage;
  readonly severity: string;
  readonly hours: string;
  readonly action: string;
  readonly evidence: ByLanguage;
  readonly facts: readonly FactRow[];
};

const isSeverity = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= severityMax;
const isHours = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= hoursMax;

function useSituationForm(situation: Situation | null): Form {
  const [state, setState] = useState<FormState>(() => ({
    name: byLanguage(situation?.name ?? null),
    severity: String(situation?.severity ?? 50),
    hours: String((situation?.expiresSeconds ?? 7 * 86_400) / 3_600),
    action: situation?.action ?? '',
    evidence: byLanguage(situation?.evidence ?? null),
    facts: rowsOf(situation?.facts ?? null),
  }));
  const { name, severity, hours, action, evidence, facts } = state;
  const isUnique = new Set(facts.map((one) => one.name)).size === facts.length;
  return {
    state,
    set: (change) => setState({ ...state, ...change }),
    isComplete:
      [name.en, evidence.en].every((text) => text.trim() !== '') &&
      [isSeverity(severity), isHours(hours), isUnique, facts.every(isComplete)].every(Boolean),
    input: {
      ...{ name: filled(name), severity: Number(severity), action: action === '' ? null : action },
      ...{ evidence: filled(evidence), facts: factsOf(facts) },
      expiresSeconds: Math.max(1, Math.round(Number(hours) * 3_600)),
    },
  };
}

/** English stands where another language has nothing. */
function filled(texts: ByLanguage): ByLanguage {
  const or = (text: string): string => (text.trim() === '' ? texts.en : text);
  return { en: texts.en, 'zh-Hans': or(texts['zh-Hans']), de: or(texts.de) };
}

/** Of the English name, as keys are written. */
function keyOf(name: string): string {
  const words =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[a-z0-9]+/g) ?? [];
  return words
    .join('-')
    .replace(/^[^a-z]+/, '')
    .slice(0, keyCharsMax);
}

function SituationFields({ form: { state, set } }: { readonly form: Form }) {
  const t = useTexts(texts);
  const { severity, hours } = state;
  return (
    <>
      <TextsField field="name" hint={t('nameHint')} charsMax={nameCharsMax} {...{ state, set }} />
      <NumberField
        label={t('severity')}
        hint={t('severityHint')}
        value={severity}
        isValid={isSeverity(severity)}
        onChange={(next) => set({ severity: next })}
      />
      <NumberField
        label={t('hours')}
        hint={t('hoursHint')}
        value={hours}
        isValid={isHours(hours)}
        onChange={(next) => set({ hours: next })}
      />
      <ActionField value={state.action} onChange={(action) => set({ action })} />
      <FactsField rows={state.facts} onChange={(facts) => set({ facts })} />
      <TextsField
        field="evidence"
        hint={t('factsHint', { names: state.facts.map(({ name }) => `{{situation.${name}}}`).join(' ') })}
        charsMax={evidenceCharsMax}
        {...{ state, set }}
      />
    </>
  );
}

type TextsProps = Pick<Form, 'state' | 'set'> & {
  readonly field: 'name' | 'evidence';
  readonly hint: string;
  readonly charsMax: number;
};

/** A text in each language. */
function TextsField({ field, hint, charsMax, state, set }: TextsProps) {
  const t = useTexts(texts);
  const label = field === 'name' ? 'nameIn' : 'evidenceIn';
  return languages.map(({ key, label: language }) => (
    <Field.Root key={key} name={`${field}-${key}`} required={key === 'en'} hint={hint}>
      <Field.Label>{t(label, { language: t(language) })}</Field.Label>
      <Textarea
        rows={field === 'name' ? 1 : 2}
        maxLength={charsMax}
        value={state[field][key]}
        onChange={(event) => set({ [field]: { ...state[field], [key]: event.target.value } })}
      />
      {key === 'de' && <Field.Hint />}
    </Field.Root>
  ));
}

type NumberProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly isValid: boolean;
  readonly onChange: (value: string) => void;
};

function NumberField({ label, hint, value, isValid, onChange }: NumberProps) {
  return (
    <Field.Root required hint={hint} error={!isValid && hint}>
      <Field.Label>{label}</Field.Label>
      <TextInput inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

function ActionField({ value, onChange }: { readonly value: string; readonly onChange: (key: string) => void }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const known = useData(NextActionsDocument, {});
  const chosen = objects(known.data?.nextActions).find((one) => one['key'] === value);
  return (
    <Field.Root name="action" hint={localized(chosen?.['effect'] ?? null, locale)}>
      <Field.Label>{t('action')}</Field.Label>
      <SingleSelect value={value} onChange={(next) => onChange(String(next))}>
        <SingleSelectOption value="">{t('noAction')}</SingleSelectOption>
        {objects(known.data?.nextActions).map((one) => (
          <SingleSelectOption key={textIn(one, 'key')} value={textIn(one, 'key')}>
            {localized(one['label'] ?? null, locale)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}

function byLanguage(texts: Json): ByLanguage {
  const of = (key: string): string => (isJsonObject(texts) ? textIn(texts, key) : '');
  return { en: of('en'), 'zh-Hans': of('zh-Hans'), de: of('de') };
}
