import {
  announceDone,
  NameFields,
  PageFrame,
  UndoButtons,
  useLeaveGuard,
  useNaming,
  useTexts,
  useUndoKeys,
} from '@rapport/sdk/admin';
import type { Json, LeaveGuard, Naming } from '@rapport/sdk/admin';
import { Box, Field, Flex, Tabs, TextInput } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import { SaveButtons } from '../save-buttons';
import type { SegmentToEditQuery } from './builder.documents';
import { EditorProvider, useEditing } from './editor';
import type { Editing } from './editor';
import { GroupEditor } from './group-editor';
import { JsonView } from './json-view';
import type { Language } from './language';
import { LivePanel } from './live-panel';
import { pageTexts } from './page-texts';
import { PublishDialog } from './publish-dialog';
import { definitionOf, faultsByNode, isComplete } from './tree';
import { useLiveDefinition } from './use-live-definition';
import type { Live } from './use-live-definition';
import { useSave } from './use-save';

export type Start = {
  /** Null: a new one. */
  readonly segment: SegmentToEditQuery['segment'];
  readonly name: string;
  readonly description: string;
  readonly definition: Json;
};
type Props = { readonly start: Start; readonly language: Language; readonly navigation: ReactNode };

/** Of the name and what it is for: no part of the definition. */
const fieldsOutside = '[name="name"], [name="key"], [name="description"]';

/** A definition as a form, beside it whom it means. */
export function Builder({ start, language, navigation }: Props) {
  const t = useTexts(pageTexts);
  const editing = useEditing(start.definition);
  const naming = useNaming('segment', start.name);
  const [description, setDescription] = useState(start.description);
  const { root, change } = editing;
  const definition = useMemo(() => definitionOf(root), [root]);
  const isWhole = isComplete(root);
  const live = useLiveDefinition(isWhole ? definition : null);
  const faults = useMemo(() => faultsByNode(root, live.faults), [root, live.faults]);
  useUndoKeys(editing, fieldsOutside);
  const ownKey = start.segment?.key ?? null;
  const { name, key } = naming;
  const { markSaved, question } = useLeaveGuard(JSON.stringify([name, key, description, definition]));
  return (
    <PageFrame
      title={start.segment === null ? t('newTitle') : t('editTitle', { name: start.segment.name })}
      navigation={navigation}
      actions={<Actions {...{ start, naming, description, definition, isWhole, live, markSaved }} />}
    >
      {question}
      <EditorProvider value={{ root, change, language, faults, ownKey }}>
        <Columns>
          <Flex direction="column" alignItems="stretch" gap={4} minWidth={0}>
            <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
              <About naming={naming} isNew={ownKey === null} description={description} onDescription={setDescription} />
            </Box>
            <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
              <Written editing={editing} />
            </Box>
          </Flex>
          <Aside aria-label={t('view')}>
            <LivePanel live={live} isEmpty={!isWhole} />
          </Aside>
        </Columns>
      </EditorProvider>
    </PageFrame>
  );
}

function Written({ editing }: { readonly editing: Editing }) {
  const t = useTexts(pageTexts);
  return (
    <Tabs.Root variant="simple" defaultValue="conditions">
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Tabs.List aria-label={t('view')}>
          <Tabs.Trigger value="conditions">{t('conditions')}</Tabs.Trigger>
          <Tabs.Trigger value="json">{t('json')}</Tabs.Trigger>
        </Tabs.List>
        <UndoButtons {...editing} />
      </Flex>
      <Box paddingTop={4}>
        <Tabs.Content value="conditions">
          <GroupEditor group={editing.root} isRoot />
        </Tabs.Content>
        <Tabs.Content value="json">
          <JsonView />
        </Tabs.Content>
      </Box>
    </Tabs.Root>
  );
}

type AboutProps = {
  readonly naming: Naming;
  readonly isNew: boolean;
  readonly description: string;
  readonly onDescription: (description: string) => void;
};

function About({ naming, isNew, description, onDescription }: AboutProps) {
  const t = useTexts(pageTexts);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {isNew ? (
        <NameFields naming={naming} error={null} />
      ) : (
        <Field.Root name="name" required>
          <Field.Label>{t('name')}</Field.Label>
          <TextInput value={naming.name} onChange={(event) => naming.setName(event.target.value)} />
        </Field.Root>
      )}
      <Field.Root name="description">
        <Field.Label>{t('description')}</Field.Label>
        <TextInput value={description} onChange={(event) => onDescription(event.target.value)} />
      </Field.Root>
    </Flex>
  );
}

type ActionsProps = {
  readonly start: Start;
  readonly naming: Naming;
  readonly description: string;
  readonly definition: Json;
  readonly isWhole: boolean;
  readonly live: Live;
  readonly markSaved: LeaveGuard['markSaved'];
};

function Actions({ start, naming, description, definition, isWhole, live, markSaved }: ActionsProps) {
  const t = useTexts(pageTexts);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { segment } = start;
  const save = useSave(segment);
  const isNamed = segment === null ? naming.isWhole : naming.name.trim() !== '';
  const finish = async (isPublished: boolean): Promise<void> => {
    const { key, name } = naming;
    const saved = await save.run({ key, name: name.trim(), description, definition, isPublished });
    if (!saved) return;
    markSaved(JSON.stringify([name, key, description, definition]));
    announceDone({ message: isPublished ? t('published') : t('saved') });
    void navigate(`/segments/${segment?.key ?? key}`);
  };
  // Of what counts already, one sees first who would come and go.
  const publish = (): void => (segment !== null && segment.version > 0 ? setAsking(true) : void finish(true));
  return (
    <>
      <SaveButtons
        {...{ isNamed, isWhole }}
        faults={live.faults}
        isChecked={!live.isStale}
        isBusy={save.isBusy}
        error={save.error}
        onSave={() => void finish(false)}
        onPublish={publish}
      />
      {asking && segment !== null && (
        <PublishDialog
          segmentId={segment.segmentId}
          definition={definition}
          isBusy={save.isBusy}
          error={save.error}
          onClose={() => setAsking(false)}
          onPublish={() => void finish(true)}
        />
      )}
    </>
  );
}

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 2fr) minmax(28rem, 1fr);
  gap: 1.6rem;
  align-items: start;
  @media (max-width: 72em) {
    grid-template-columns: minmax(0, 1fr);
  }
`;
const Aside = styled.aside`
  position: sticky;
  inset-block-start: 1.6rem;
`;
