import {
  announceDone,
  ConfirmDialog,
  newCommandKey,
  useCommand,
  useLocale,
  useNaming,
  useTexts,
} from '@rapport/sdk/admin';
import type { Naming } from '@rapport/sdk/admin';
import { Field, Grid, Textarea, TextInput, Toggle } from '@strapi/design-system';
import { useState } from 'react';
import { ChoiceField } from '../broadcasts/editor/choice-field';
import { wordsIn } from '../words-in';
import { textsOf, wordsOf } from './topic-texts';
import { ChangeTopicDocument, CreateTopicDocument } from './topics.documents';
import type { Topic } from './topics-page';
import { texts } from './texts';

const nameCharsMax = 120;
const descriptionCharsMax = 1_000;
const kinds = ['MARKETING', 'TRANSACTIONAL'] as const;
const bases = ['OPT_IN', 'DOUBLE_OPT_IN', 'OPT_OUT'] as const;
const hintsOfKinds = { MARKETING: 'kindMarketing', TRANSACTIONAL: 'kindTransactional' } as const;
const hintsOfBases = { OPT_IN: 'basisOptIn', DOUBLE_OPT_IN: 'basisDoubleOptIn', OPT_OUT: 'basisOptOut' } as const;

type Props = {
  /** Null: a new one. */
  readonly topic: Topic | null;
  readonly onClose: () => void;
};

/** What it is called and about, and what it takes to write of it. */
export function TopicDialog({ topic, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const stored = wordsOf(topic?.name ?? {});
  const naming = useNaming('topic', stored.en);
  const [nameZh, setNameZh] = useState(stored['zh-Hans']);
  const [description, setDescription] = useState(() => wordsOf(topic?.description ?? {}));
  const [kind, setKind] = useState<(typeof kinds)[number]>(topic?.kind ?? 'MARKETING');
  const [basis, setBasis] = useState<(typeof bases)[number]>(topic?.basis ?? 'OPT_IN');
  const [isTracked, setTracked] = useState(topic?.isTracked ?? false);
  const create = useCommand(CreateTopicDocument);
  const change = useCommand(ChangeTopicDocument);
  const key = topic?.key ?? naming.key;
  const done = (): void => {
    announceDone({ message: t('saved') });
    onClose();
  };
  const save = (): void => {
    const said = {
      ...{ key, basis, isTracked, idempotencyKey: newCommandKey() },
      name: textsOf({ en: naming.name, 'zh-Hans': nameZh }, topic?.name ?? {}),
      description: textsOf(description, topic?.description ?? {}),
    };
    if (topic === null) create.mutate({ input: { ...said, kind } }, { onSuccess: done });
    else change.mutate({ input: said }, { onSuccess: done });
  };
  return (
    <ConfirmDialog
      title={topic === null ? t('create') : t('editTitle', { name: wordsIn(topic.name, locale) || topic.key })}
      action={topic === null ? t('create') : t('save')}
      isWide
      isBusy={create.isPending || change.isPending}
      isDisabled={topic === null ? !naming.isWhole : naming.name.trim() === ''}
      error={create.error ?? change.error}
      onConfirm={save}
      onClose={onClose}
    >
      <Grid.Root gap={4}>
        <Line label={t('nameEn')} hint={t('nameHint')} isRequired value={naming.name} onChange={naming.setName} />
        <Line label={t('nameZh')} hint={t('nameHint')} value={nameZh} onChange={setNameZh} />
        <Lines
          label={t('descriptionEn')}
          value={description.en}
          onChange={(en) => setDescription({ ...description, en })}
        />
        <Lines
          label={t('descriptionZh')}
          value={description['zh-Hans']}
          onChange={(zh) => setDescription({ ...description, 'zh-Hans': zh })}
        />
      </Grid.Root>
      {topic === null && <Key naming={naming} />}
      {topic === null && (
        <ChoiceField
          name="kind"
          label={t('kind')}
          required
          error={null}
          hint={t(hintsOfKinds[kind])}
          options={kinds.map((value) => ({ value, label: t(value) }))}
          value={kind}
          onChange={(next) => setKind(kinds.find((one) => one === next) ?? kind)}
        />
      )}
      {kind === 'MARKETING' && (
        <ChoiceField
          name="basis"
          label={t('basis')}
          required
          error={null}
          hint={t(hintsOfBases[basis])}
          options={bases.map((value) => ({ value, label: t(value) }))}
          value={basis}
          onChange={(next) => setBasis(bases.find((one) => one === next) ?? basis)}
        />
      )}
      <Tracking isTracked={isTracked} onChange={setTracked} />
    </ConfirmDialog>
  );
}

type LineProps = {
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Line({ label, hint, isRequired = false, value, onChange }: LineProps) {
  return (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <Field.Root required={isRequired} hint={hint}>
        <Field.Label>{label}</Field.Label>
        <TextInput maxLength={nameCharsMax} value={value} onChange={(event) => onChange(event.target.value)} />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
}

function Lines({ label, value, onChange }: LineProps) {
  return (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <Field.Root>
        <Field.Label>{label}</Field.Label>
        <Textarea
          rows={2}
          maxLength={descriptionCharsMax}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field.Root>
    </Grid.Item>
  );
}

type TrackingProps = { readonly isTracked: boolean; readonly onChange: (isTracked: boolean) => void };

function Tracking({ isTracked, onChange }: TrackingProps) {
  const t = useTexts(texts);
  return (
    <Field.Root name="tracked" hint={t('trackedHint')}>
      <Field.Label>{t('trackedLabel')}</Field.Label>
      <Toggle
        onLabel={t('on')}
        offLabel={t('off')}
        checked={isTracked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <Field.Hint />
    </Field.Root>
  );
}

function Key({ naming: { name, key, isWhole, setKey } }: { readonly naming: Naming }) {
  const t = useTexts(texts);
  return (
    <Field.Root name="key" required hint={t('keyHint')} error={name.trim() !== '' && !isWhole && t('keyWrong')}>
      <Field.Label>{t('key')}</Field.Label>
      <TextInput value={key} onChange={(event) => setKey(event.target.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
