import {
  announceDone,
  ConfirmDialog,
  describeError,
  NameFields,
  PageFrame,
  useCommand,
  useLeaveGuard,
  useLocale,
  useNaming,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Naming } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { PaperPlane, Trash } from '@strapi/icons';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { SendingBanner } from '../../sending/sending-banner';
import { BroadcastApproval } from '../approval';
import type { Broadcast } from '../broadcast-page';
import { RemoveBroadcastDocument } from '../broadcasts.documents';
import { definitionOf, draftOf, emptyDraft, fieldOf } from '../definition';
import type { Draft, FieldName } from '../definition';
import { ForeseenCard } from './foreseen-card';
import { BroadcastForm } from './form';
import type { FormProps } from './form';
import { StartDialog } from './start-dialog';
import { texts } from './texts';
import { useDraft } from './use-draft';
import { useLiveBroadcast } from './use-live-broadcast';
import type { LiveBroadcast } from './use-live-broadcast';

const nameCharsMax = 200;
type Props = {
  /** Null: it is new. */
  readonly broadcast: Broadcast | null;
  readonly navigation: ReactNode;
};

/** A broadcast while it is written, and beside it who would get it. */
export function EditorPage({ broadcast, navigation }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const naming = useNaming('broadcast', broadcast?.name ?? '');
  const { draft, change, isTouched } = useWrittenDraft(broadcast);
  const [asking, setAsking] = useState<'start' | 'remove' | null>(null);
  const definition = definitionOf(draft);
  const written = { key: broadcast?.key ?? naming.key, name: naming.name.trim(), definition };
  const live = useLiveBroadcast(definition, written.key);
  const { save, start, isBusy, error } = useDraft(broadcast?.broadcastId ?? null);
  const content = JSON.stringify(written);
  const { markSaved, question } = useLeaveGuard(content);
  const isNamed = broadcast === null ? naming.isWhole : written.name !== '';
  const faultOf = (field: FieldName): string | null => {
    const fault = live.faults.find(({ path }) => fieldOf(path) === field);
    return fault === undefined || !isTouched(field) ? null : fault.message;
  };
  const goTo = (id: string | null): void => {
    if (id === null) return;
    markSaved(content);
    setAsking(null);
    if (broadcast === null) void navigate(`/broadcasts/${id}`);
  };
  const saveIt = async (): Promise<void> => {
    const id = await save(written);
    goTo(id);
    if (id !== null) announceDone({ message: t('saved') });
  };
  const hindrance = !isNamed ? t('unnamed') : live.isWhole ? '' : t('mend', { count: live.faults.length });
  return (
    <PageFrame
      title={broadcast?.name ?? t('create')}
      navigation={navigation}
      actions={
        <Buttons
          hindrance={hindrance}
          isNamed={isNamed}
          isReady={!live.isStale && live.foreseen !== null}
          isBusy={isBusy}
          onRemove={broadcast === null ? null : () => setAsking('remove')}
          onSave={() => void saveIt()}
          onSend={() => setAsking('start')}
        />
      }
    >
      {question}
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        {broadcast !== null && <BroadcastApproval broadcast={broadcast} />}
        {error !== null && asking === null && (
          <Typography textColor="danger600" role="alert">
            {describeError(error, locale)}
          </Typography>
        )}
        <Columns {...{ naming, draft, change, faultOf, live }} isNew={broadcast === null} />
      </Flex>
      {asking === 'start' && live.foreseen !== null && (
        <StartDialog
          name={written.name}
          foreseen={live.foreseen}
          isBusy={isBusy}
          error={error}
          onStart={(at) => void start(written, at).then(goTo)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && broadcast !== null && (
        <RemoveDialog
          broadcast={broadcast}
          onRemoved={() => {
            markSaved(content);
            void navigate('/broadcasts');
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </PageFrame>
  );
}

type ColumnsProps = {
  readonly naming: Naming;
  readonly isNew: boolean;
  readonly draft: Draft;
  readonly change: FormProps['onChange'];
  readonly faultOf: FormProps['faultOf'];
  readonly live: LiveBroadcast;
};

function Columns({ naming, isNew, draft, change, faultOf, live }: ColumnsProps) {
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch">
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
            {isNew ? <NameFields naming={naming} error={null} /> : <Name name={naming.name} onName={naming.setName} />}
          </Box>
          <BroadcastForm draft={draft} onChange={change} faultOf={faultOf} />
        </Flex>
      </Grid.Item>
      <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
        <ForeseenCard live={live} />
      </Grid.Item>
    </Grid.Root>
  );
}

/** What is written, and which of its fields somebody has been to: before that nothing is told to be wrong with them. */
function useWrittenDraft(broadcast: Broadcast | null) {
  const [draft, setDraft] = useState<Draft>(() => (broadcast === null ? emptyDraft : draftOf(broadcast.definition)));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  return {
    draft,
    change: (changed: Partial<Draft>): void => {
      setDraft({ ...draft, ...changed });
      setTouched(new Set([...touched, ...Object.keys(changed).map(fieldOfChange)]));
    },
    isTouched: (field: FieldName): boolean => broadcast !== null || touched.has(field),
  };
}

type ButtonsProps = {
  /** Why it cannot be sent; '': it can. */
  readonly hindrance: string;
  readonly isNamed: boolean;
  /** Who gets it is known as it stands. */
  readonly isReady: boolean;
  readonly isBusy: boolean;
  /** Null: there is nothing to remove yet. */
  readonly onRemove: (() => void) | null;
  readonly onSave: () => void;
  readonly onSend: () => void;
};

function Buttons({ hindrance, isNamed, isReady, isBusy, onRemove, onSave, onSend }: ButtonsProps) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const hint = useId();
  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2} wrap="wrap">
        {onRemove !== null && (
          <Button variant="danger-light" startIcon={<Trash aria-hidden />} onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
        <Button variant="secondary" disabled={!isNamed} loading={isBusy} onClick={onSave}>
          {t('save')}
        </Button>
        {can('outreach.send') && (
          <Button
            startIcon={<PaperPlane aria-hidden />}
            disabled={hindrance !== '' || !isReady}
            aria-describedby={hint}
            onClick={onSend}
          >
            {t('send')}
          </Button>
        )}
      </Flex>
      <Typography id={hint} variant="pi" textColor="neutral600">
        {hindrance}
      </Typography>
    </Flex>
  );
}

/** Under which fault a field of the draft stands. */
function fieldOfChange(key: string): string {
  if (key === 'everyone' || key === 'segment') return 'audience';
  if (key === 'carrier') return 'channel';
  return key.startsWith('goal') ? 'goal' : key;
}

function Name({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const t = useTexts(texts);
  return (
    <Field.Root name="name" required error={name.trim() === '' && t('missing')}>
      <Field.Label>{t('name')}</Field.Label>
      <TextInput maxLength={nameCharsMax} value={name} onChange={(event) => onName(event.target.value)} />
      <Field.Error />
    </Field.Root>
  );
}

type RemoveProps = { readonly broadcast: Broadcast; readonly onRemoved: () => void; readonly onClose: () => void };

function RemoveDialog({ broadcast: { broadcastId, name }, onRemoved, onClose }: RemoveProps) {
  const t = useTexts(texts);
  const remove = useCommand(RemoveBroadcastDocument);
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      text={t('removeText')}
      action={t('remove')}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ input: { broadcastId } }, { onSuccess: onRemoved })}
      onClose={onClose}
    />
  );
}
