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
import { Field, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { localized } from '../texts-in';
import { EvidencePreview } from './evidence-preview';
import { ChangeSituationDocument, NextActionsDocument } from './situations.documents';
import type { Situation } from './situations-page';
import { texts } from './texts';

const severityMax = 100;
const hoursMax = 366 * 24;
const evidenceCharsMax = 500;
export const languages = [
  { key: 'en', label: 'english' },
  { key: 'zh-Hans', label: 'chinese' },
  { key: 'de', label: 'german' },
] as const;
export type Evidence = Readonly<Record<(typeof languages)[number]['key'], string>>;

type Props = { readonly situation: Situation; readonly onClose: () => void };

/** Severity, expiry, action and the sentences; the condition is edited where segments are. */
export function EditDialog({ situation, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [severity, setSeverity] = useState(String(situation.severity));
  const [hours, setHours] = useState(String(situation.expiresSeconds / 3_600));
  const [action, setAction] = useState(situation.action ?? '');
  const [evidence, setEvidence] = useState<Evidence>(evidenceIn(situation));
  const change = useCommand(ChangeSituationDocument);
  const isSeverity = /^\d{1,3}$/.test(severity) && Number(severity) <= severityMax;
  const isHours = /^\d+(\.\d+)?$/.test(hours) && Number(hours) > 0 && Number(hours) <= hoursMax;
  const isWhole = Object.values(evidence).every((one) => one.trim() !== '' && one.length <= evidenceCharsMax);
  const save = (): void => {
    const expiresSeconds = Math.max(1, Math.round(Number(hours) * 3_600));
    const input = { key: situation.key, severity: Number(severity), expiresSeconds, evidence };
    change.mutate(
      { input: { ...input, action: action === '' ? null : action } },
      {
        onSuccess: () => {
          announceDone({ message: t('saved') });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      title={t('editTitle', { name: localized(situation.name, locale) })}
      action={t('save')}
      isWide
      isBusy={change.isPending}
      isDisabled={!isSeverity || !isHours || !isWhole}
      error={change.error}
      onConfirm={save}
      onClose={onClose}
    >
      <NumberField
        label={t('severity')}
        hint={t('severityHint')}
        value={severity}
        isValid={isSeverity}
        onChange={setSeverity}
      />
      <NumberField label={t('hours')} hint={t('hoursHint')} value={hours} isValid={isHours} onChange={setHours} />
      <ActionField value={action} onChange={setAction} />
      {languages.map(({ key, label }) => (
        <Field.Root
          key={key}
          name={`evidence-${key}`}
          required
          hint={factsHint(situation, t('factsHint', { names: '' }))}
        >
          <Field.Label>{t('evidenceIn', { language: t(label) })}</Field.Label>
          <Textarea
            rows={2}
            maxLength={evidenceCharsMax}
            value={evidence[key]}
            onChange={(event) => setEvidence({ ...evidence, [key]: event.target.value })}
          />
          {key === 'de' && <Field.Hint />}
        </Field.Root>
      ))}
      <EvidencePreview situationKey={situation.key} evidence={evidence} />
    </ConfirmDialog>
  );
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

function evidenceIn({ evidence }: Situation): Evidence {
  const of = (key: string): string => (isJsonObject(evidence) ? textIn(evidence, key) : '');
  return { en: of('en'), 'zh-Hans': of('zh-Hans'), de: of('de') };
}

function factsHint({ facts }: Situation, words: string): string {
  const names = isJsonObject(facts) ? Object.keys(facts).map((name) => `{{situation.${name}}}`) : [];
  return `${words}${names.join(' ')}`;
}
