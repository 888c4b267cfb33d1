import {
  CodeBlock,
  CopyButton,
  EmptyState,
  ErrorState,
  nodesOf,
  Notice,
  objects,
  PagedTable,
  PageFrame,
  useData,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { PaperPlane, Plus } from '@strapi/icons';
import { useState } from 'react';
import { SendingBanner } from '../sending/sending-banner';
import { ChannelRow } from './channel-row';
import { ChannelKindsDocument, ChannelsDocument } from './channels.documents';
import type { ChannelsQuery } from './channels.documents';
import { CheckDialog } from './check-dialog';
import { ConnectDialog, EditDialog } from './connection-dialog';
import { RemoveDialog } from './remove-dialog';
import { TestDialog } from './test-dialog';
import { texts } from './texts';

const rowsPerPage = 50;
const refetchSeconds = 5;
const connectionOf = (result: ChannelsQuery) => result.channels;
export type Channel = ChannelsQuery['channels']['edges'][number]['node'];
/** What is done with a channel in a dialog of its own. */
export type Doing = 'edit' | 'check' | 'test' | 'remove';
type Dialog = { readonly type: 'connect' } | { readonly type: Doing; readonly channel: Channel };
type Made = { readonly name: string; readonly callbackPath: string };

/** Which providers carry messages, and whether they do. */
export default function ChannelsPage() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const list = usePages(ChannelsDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  const known = useData(ChannelKindsDocument, {});
  const kinds = objects(known.data?.channelKinds);
  const rows = nodesOf(list.data, connectionOf);
  const connect =
    can('channel.write') && kinds.length > 0 ? (
      <Button startIcon={<Plus aria-hidden />} onClick={() => setDialog({ type: 'connect' })}>
        {t('connect')}
      </Button>
    ) : undefined;
  const isNoneInstalled = known.data !== undefined && kinds.length === 0;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={connect}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        {made !== null && <Address made={made} />}
        {known.error !== null && <ErrorState error={known.error} onRetry={() => void known.refetch()} />}
        <PagedTable
          list={list}
          heads={[t('name'), t('kind'), t('carries'), t('state'), '']}
          count={rows.length}
          empty={
            <EmptyState
              icon={<PaperPlane width="6rem" height="6rem" fill="neutral400" aria-hidden />}
              content={isNoneInstalled ? t('noneInstalled') : t('none')}
              action={connect}
            />
          }
        >
          {rows.map((channel) => (
            <ChannelRow
              key={channel.key}
              channel={channel}
              kind={kindOf(kinds, channel)}
              canWrite={can('channel.write')}
              onDo={(type) => setDialog({ type, channel })}
            />
          ))}
        </PagedTable>
      </Flex>
      {dialog !== null && <Opened {...{ dialog, kinds }} onMade={setMade} onClose={() => setDialog(null)} />}
    </PageFrame>
  );
}

function kindOf(kinds: readonly JsonObject[], { channel }: Channel): JsonObject {
  return kinds.find((one) => one['name'] === channel) ?? {};
}

type OpenedProps = {
  readonly dialog: Dialog;
  readonly kinds: readonly JsonObject[];
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
};

function Opened({ dialog, kinds, onMade, onClose }: OpenedProps) {
  switch (dialog.type) {
    case 'connect':
      return <ConnectDialog kinds={kinds} onMade={onMade} onClose={onClose} />;
    case 'edit':
      return <EditDialog channel={dialog.channel} kind={kindOf(kinds, dialog.channel)} onClose={onClose} />;
    case 'check':
      return <CheckDialog channel={dialog.channel} onClose={onClose} />;
    case 'test':
      return <TestDialog channel={dialog.channel} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog channel={dialog.channel} onClose={onClose} />;
  }
}

/** Told once; it goes when the page does. */
function Address({ made: { name, callbackPath } }: { readonly made: Made }) {
  const t = useTexts(texts);
  const address = `${window.location.origin}${callbackPath}`;
  return (
    <Notice kind="good">
      <Typography fontWeight="semiBold">{t('addressTitle', { name })}</Typography>
      <Typography>{t('addressText')}</Typography>
      <Flex gap={3} wrap="wrap">
        <CodeBlock text={address} label={t('address')} />
        <CopyButton text={address} what={t('address')} />
      </Flex>
    </Notice>
  );
}
