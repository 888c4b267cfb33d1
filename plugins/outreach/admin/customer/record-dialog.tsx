import {
  announceDone,
  ConfirmDialog,
  newCommandKey,
  Notice,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Field, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { ChoiceField } from '../broadcasts/editor/choice-field';
import { wordsIn } from '../words-in';
import { RecordConsentDocument } from './consent.documents';
import { texts } from './consent-texts';
import type { TopicConsent } from './customer-consent';
import { evidenceOf, ways } from './evidence';
import type { Way } from './evidence';

const addressCharsMax = 320;
const evidenceCharsMax = 500;
const all = '*';
const decisions = ['GRANTED', 'DENIED'] as const;
const wordsOfDecisions = { GRANTED: 'yes', DENIED: 'no' } as const;

type Props = {
  readonly profileId: string;
  readonly consents: readonly TopicConsent[];
  readonly media: readonly string[];
  readonly onClose: () => void;
};

/** What a customer told a colleague, with who asked him and how. */
export function RecordDialog({ profileId, consents, media, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [medium, setMedium] = useState(media[0] ?? '');
  const [topic, setTopic] = useState(all);
  const [decision, setDecision] = useState<(typeof decisions)[number]>('DENIED');
  const [address, setAddress] = useState('');
  const [how, setHow] = useState<Way>('phone');
  const [askedBy, setAskedBy] = useState('');
  const [note, setNote] = useState('');
  const record = useCommand(RecordConsentDocument);
  const topics = consents.filter((one) => one.medium === medium).map((one) => one.topic);
  const isNotEnough =
    decision === 'GRANTED' && topics.some((one) => one.key === topic && one.basis === 'DOUBLE_OPT_IN');
  const save = (): void =>
    record.mutate(
      {
        input: {
          ...{ profileId, medium, decision, idempotencyKey: newCommandKey() },
          ...{ topic: topic === all ? null : topic, address: address.trim() === '' ? null : address.trim() },
          evidence: evidenceOf(how, askedBy, note),
        },
      },
      {
        onSuccess: () => {
          announceDone({ message: t('recorded') });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('recordTitle')}
      text={t('recordText')}
      action={t('recordAction')}
      isWide
      isBusy={record.isPending}
      isDisabled={askedBy.trim() === ''}
      error={record.error}
      onConfirm={save}
      onClose={onClose}
    >
      <ChoiceField
        name="decision"
        label={t('decision')}
        options={decisions.map((value) => ({ value, label: t(wordsOfDecisions[value]) }))}
        value={decision}
        required
        onChange={(next) => setDecision(decisions.find((one) => one === next) ?? decision)}
      />
      <ChoiceField
        name="medium"
        label={t('medium')}
        options={media.map((value) => ({ value, label: value }))}
        value={medium}
        required
        onChange={setMedium}
      />
      <ChoiceField
        name="topic"
        label={t('topic')}
        options={[
          { value: all, label: t('allTopics') },
          ...topics.map(({ key, name }) => ({ value: key, label: wordsIn(name, locale) || key })),
        ]}
        value={topic}
        required
        onChange={setTopic}
      />
      {isNotEnough && <Notice kind="warning">{t('notEnough')}</Notice>}
      <EvidenceFields {...{ how, askedBy, note, setHow, setAskedBy, setNote }} />
      <AddressField address={address} onChange={setAddress} />
    </ConfirmDialog>
  );
}

type AddressProps = { readonly address: string; readonly onChange: (address: string) => void };

/** One of the customer's addresses; empty: all of them. */
export function AddressField({ address, onChange }: AddressProps) {
  const t = useTexts(texts);
  return (
    <Field.Root name="address" hint={t('addressHint')}>
      <Field.Label>{t('address')}</Field.Label>
      <TextInput
        autoComplete="off"
        maxLength={addressCharsMax}
        value={address}
        onChange={(event) => onChange(event.target.value)}
      />
      <Field.Hint />
    </Field.Root>
  );
}

type EvidenceProps = {
  readonly how: Way;
  readonly askedBy: string;
  readonly note: string;
  readonly setHow: (how: Way) => void;
  readonly setAskedBy: (askedBy: string) => void;
  readonly setNote: (note: string) => void;
};

function EvidenceFields({ how, askedBy, note, setHow, setAskedBy, setNote }: EvidenceProps) {
  const t = useTexts(texts);
  return (
    <>
      <ChoiceField
        name="how"
        label={t('how')}
        options={ways.map((value) => ({ value, label: t(value) }))}
        value={how}
        required
        onChange={(next) => setHow(ways.find((one) => one === next) ?? how)}
      />
      <Field.Root name="askedBy" required>
        <Field.Label>{t('askedBy')}</Field.Label>
        <TextInput maxLength={evidenceCharsMax} value={askedBy} onChange={(event) => setAskedBy(event.target.value)} />
      </Field.Root>
      <Field.Root name="note">
        <Field.Label>{t('note')}</Field.Label>
        <Textarea
          rows={2}
          maxLength={evidenceCharsMax}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field.Root>
    </>
  );
}
