import {
  announceDone,
  EmptyState,
  ErrorState,
  Figure,
  formatNumber,
  isJsonObject,
  LoadingState,
  NameFields,
  newCommandKey,
  PageFrame,
  useCommand,
  useData,
  useLeaveGuard,
  useLocale,
  useNaming,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Json, JsonObject, LeaveGuard } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Link, TextInput, Typography } from '@strapi/design-system';
import { ArrowLeft, Graph } from '@strapi/icons';
import { useMemo, useState } from 'react';
import { NavLink, useNavigate, useParams } from 'react-router-dom';
import { SegmentLanguageDocument } from '../builder/builder.documents';
import { SchemaInput } from '../builder/conditions/schema';
import { EditorProvider } from '../builder/editor';
import { FaultLines } from '../builder/fault-lines';
import { Choice } from '../builder/inputs/choice';
import { languageOf } from '../builder/language';
import type { Language } from '../builder/language';
import { emptyGroup } from '../builder/tree';
import type { Fault } from '../builder/tree';
import { SaveButtons } from '../save-buttons';
import { AggregateForm } from './aggregate-form';
import {
  ChangeComputedTraitDocument,
  ComputedTraitToEditDocument,
  CreateComputedTraitDocument,
  PublishComputedTraitDocument,
} from './computed.documents';
import type { ComputedTraitToEditQuery } from './computed.documents';
import { ComputedState } from './computed-list';
import { editorTexts } from './editor-texts';
import { RemoveComputed } from './remove-computed';
import { ScoreForm } from './score-form';
import { useComputedCheck } from './use-computed-check';
import type { ComputedCheck } from './use-computed-check';
import { UsedBy, usersIn } from './used-by';

type Trait = NonNullable<ComputedTraitToEditQuery['computedTrait']>;

/** A computed trait or score, new or by its key. */
export function ComputedEditorPage({ isNew = false }: { readonly isNew?: boolean }) {
  const t = useTexts(editorTexts);
  const { traitKey = '' } = useParams();
  const language = useData(SegmentLanguageDocument, {});
  const query = useData(ComputedTraitToEditDocument, { key: traitKey }, { enabled: !isNew, refetchSeconds: 5 });
  const trait = isNew ? null : query.data?.computedTrait;
  const error = language.error ?? query.error;
  if (language.data === undefined || trait === undefined) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        {error === null ? <LoadingState /> : <ErrorState error={error} onRetry={() => void query.refetch()} />}
      </PageFrame>
    );
  }
  if (!isNew && trait === null) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        <EmptyState icon={<Graph width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      </PageFrame>
    );
  }
  return <ComputedEditor key={traitKey} trait={trait} language={languageOf(language.data.segmentLanguage)} />;
}

function Back() {
  const t = useTexts(editorTexts);
  return (
    <Link tag={NavLink} to="/segments/-/computed" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
}

function ComputedEditor({ trait, language }: { readonly trait: Trait | null; readonly language: Language }) {
  const t = useTexts(editorTexts);
  const locale = useLocale();
  const naming = useNaming('trait', trait?.name ?? '');
  const [description, setDescription] = useState(trait?.description ?? '');
  const [definition, setDefinition] = useState<JsonObject>(() => {
    const first = trait?.definition ?? language.computed[0]?.example;
    return isJsonObject(first) ? first : {};
  });
  const kind = language.computed.find(({ name }) => Object.hasOwn(definition, name));
  const editor = useMemo(
    () => ({
      ...{ language, ownKey: null, faults: new Map<number, never[]>() },
      root: emptyGroup(),
      change: () => undefined,
    }),
    [language],
  );
  const check = useComputedCheck(definition, trait?.key ?? null);
  const { name, key } = naming;
  const written = JSON.stringify([name, trait?.key ?? key, description, definition]);
  const { markSaved, question } = useLeaveGuard(written);
  return (
    <PageFrame
      title={trait === null ? t('create') : trait.name}
      navigation={<Back />}
      actions={<Actions {...{ trait, naming, description, definition, check, written, markSaved }} />}
    >
      {question}
      <EditorProvider value={editor}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {trait !== null && <Figures trait={trait} />}
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {trait === null ? (
                <NameFields naming={naming} error={null} />
              ) : (
                <Field.Root name="name" required>
                  <Field.Label>{t('name')}</Field.Label>
                  <TextInput value={naming.name} onChange={(event) => naming.setName(event.target.value)} />
                </Field.Root>
              )}
              <Field.Root name="description">
                <Field.Label>{t('description')}</Field.Label>
                <TextInput value={description} onChange={(event) => setDescription(event.target.value)} />
              </Field.Root>
            </Flex>
          </Box>
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Flex gap={2}>
                <Choice
                  label={t('kind')}
                  value={kind?.name ?? ''}
                  options={language.computed.map((one) => ({ value: one.name, label: one.label[locale] }))}
                  onChange={(next) => setDefinition(language.computed.find(({ name }) => name === next)?.example ?? {})}
                />
              </Flex>
              <Form kind={kind} definition={definition} faults={check.faults} onChange={setDefinition} />
            </Flex>
          </Box>
        </Flex>
      </EditorProvider>
    </PageFrame>
  );
}

type FormProps = {
  readonly kind: Language['computed'][number] | undefined;
  readonly definition: JsonObject;
  readonly faults: readonly Fault[];
  readonly onChange: (definition: JsonObject) => void;
};

/** Aggregates and scores have forms of their own; whatever else there is, what its JSON Schema says. */
function Form({ kind, definition, faults, onChange }: FormProps) {
  // A score shows what is wrong in its lines there.
  const isOfLine = ({ path }: Fault): boolean => kind?.name === 'score' && path.startsWith('$.score[');
  return (
    <>
      {kind?.name === 'aggregate' && <AggregateForm definition={definition} onChange={onChange} />}
      {kind?.name === 'score' && <ScoreForm definition={definition} faults={faults} onChange={onChange} />}
      {kind?.name !== 'aggregate' && kind?.name !== 'score' && (
        <SchemaInput
          schema={kind?.schema ?? {}}
          value={definition}
          onChange={(next: Json | undefined) => {
            if (isJsonObject(next)) onChange(next);
          }}
        />
      )}
      <FaultLines faults={faults.filter((one) => !isOfLine(one))} />
    </>
  );
}

function Figures({ trait }: { readonly trait: Trait }) {
  const t = useTexts(editorTexts);
  const locale = useLocale();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Flex tag="dl" gap={8} wrap="wrap" alignItems="flex-start">
        <Figure label={t('profiles')}>{formatNumber(trait.profiles, locale)}</Figure>
        <Figure label={t('key')}>
          <Typography tag="code">{trait.key}</Typography>
        </Figure>
        <Figure label={t('state')}>
          <ComputedState trait={trait} />
        </Figure>
        <Figure label={t('usedBy')}>
          <UsedBy users={usersIn(trait.usedBy)} />
        </Figure>
        {isJsonObject(trait.fitted ?? undefined) && (
          <Figure label={t('fitted')}>
            <Typography tag="code" variant="pi">
              {JSON.stringify(trait.fitted)}
            </Typography>
          </Figure>
        )}
      </Flex>
    </Box>
  );
}

type ActionsProps = {
  readonly trait: Trait | null;
  readonly naming: ReturnType<typeof useNaming>;
  readonly description: string;
  readonly definition: JsonObject;
  readonly check: ComputedCheck;
  /** All of it as one text, as the guard has it. */
  readonly written: string;
  readonly markSaved: LeaveGuard['markSaved'];
};

function Actions({ trait, naming, description, definition, check, written, markSaved }: ActionsProps) {
  const t = useTexts(editorTexts);
  const { can } = useViewer();
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  const create = useCommand(CreateComputedTraitDocument);
  const change = useCommand(ChangeComputedTraitDocument);
  const publish = useCommand(PublishComputedTraitDocument);
  const [made, setMade] = useState(trait?.key);
  const save = async (isPublished: boolean): Promise<void> => {
    const key = made ?? naming.key;
    const input = { key, name: naming.name.trim(), description, definition, idempotencyKey: newCommandKey() };
    await (made === undefined ? create.mutateAsync({ input }) : change.mutateAsync({ input }));
    setMade(key);
    markSaved(written);
    if (isPublished) await publish.mutateAsync({ input: { key, idempotencyKey: newCommandKey() } });
    announceDone({ message: isPublished ? t('published') : t('saved') });
    if (trait === null) void navigate(`/segments/-/computed/${key}`);
  };
  // The error is the command's, and shown.
  const start = (isPublished: boolean): void => void save(isPublished).catch(() => undefined);
  const isBusy = create.isPending || change.isPending || publish.isPending;
  const error = create.error ?? change.error ?? publish.error;
  const isNamed = trait === null ? naming.isWhole : naming.name.trim() !== '';
  return (
    <>
      <SaveButtons
        {...{ isNamed, isBusy, error }}
        faults={check.faults}
        isChecked={check.isCurrent}
        onSave={() => start(false)}
        onPublish={() => start(true)}
      >
        {trait !== null && can('segment.publish') && (
          <Button variant="danger-light" onClick={() => setRemoving(true)}>
            {t('remove')}
          </Button>
        )}
      </SaveButtons>
      {removing && trait !== null && (
        <RemoveComputed
          trait={trait}
          users={usersIn(trait.usedBy)}
          onRemoved={() => markSaved(written)}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}
