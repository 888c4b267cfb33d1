import {
  announceDone,
  CodeBlock,
  ConfirmDialog,
  CopyButton,
  EmptyState,
  ErrorState,
  LoadingState,
  LoadMore,
  nodesOf,
  Notice,
  objects,
  PageFrame,
  RelativeTime,
  TableHeads,
  useCommand,
  useData,
  useKind,
  usePages,
  useTexts,
  useViewer,
  WarningBadge,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Badge, Button, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Headphones, Plus } from '@strapi/icons';
import { useState } from 'react';
import { Backfill } from './backfill';
import { CheckDialog } from './check-dialog';
import { ConnectDialog, EditDialog } from './connection-dialog';
import type { Connection } from './connection-dialog';
import { HelpdeskKindsDocument, HelpdesksDocument, RemoveHelpdeskDocument } from './helpdesks.documents';
import type { HelpdesksQuery } from './helpdesks.documents';
import { texts } from './texts';
import { WriteBack } from './write-back';

const rowsPerPage = 50;
const refetchSeconds = 5;
const connectionOf = (result: HelpdesksQuery) => result.helpdesks;

type Dialog =
  | { readonly type: 'connect' }
  | { readonly type: 'edit'; readonly connection: Connection }
  | { readonly type: 'check'; readonly connection: Connection }
  | { readonly type: 'remove'; readonly connection: Connection };
type Made = { readonly name: string; readonly webhookPath: string };

/** Which helpdesks tell of their conversations, and whether what they tell arrives. */
export default function HelpdesksPage() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const list = usePages(HelpdesksDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  const known = useData(HelpdeskKindsDocument, {});
  const kinds = objects(known.data?.helpdeskKinds);
  const rows = nodesOf(list.data, connectionOf);
  const close = (): void => setDialog(null);
  const error = list.error ?? known.error;
  const connect =
    can('helpdesk.write') && kinds.length > 0 ? (
      <Button startIcon={<Plus aria-hidden />} onClick={() => setDialog({ type: 'connect' })}>
        {t('connect')}
      </Button>
    ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={connect}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {made !== null && <Address made={made} />}
        {error !== null && rows.length === 0 && <ErrorState error={error} onRetry={() => void list.refetch()} />}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState
            icon={<Headphones width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={t('none')}
            action={connect}
          />
        )}
        {rows.length > 0 && (
          <ConnectionTable {...{ rows, kinds }} canWrite={can('helpdesk.write')} onOpen={setDialog} />
        )}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Flex>
      {dialog?.type === 'connect' && <ConnectDialog kinds={kinds} onMade={setMade} onClose={close} />}
      {dialog?.type === 'edit' && <EditDialog connection={dialog.connection} kinds={kinds} onClose={close} />}
      {dialog?.type === 'check' && <CheckDialog connection={dialog.connection} onClose={close} />}
      {dialog?.type === 'remove' && <RemoveDialog connection={dialog.connection} onClose={close} />}
    </PageFrame>
  );
}

/** Told once; it goes when the page does. */
function Address({ made: { name, webhookPath } }: { readonly made: Made }) {
  const t = useTexts(texts);
  const address = `${window.location.origin}${webhookPath}`;
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

type TableProps = {
  readonly rows: readonly Connection[];
  readonly kinds: readonly JsonObject[];
  readonly canWrite: boolean;
  readonly onOpen: (dialog: Dialog) => void;
};

/** A table of the design system does not wrap: why something failed would push the buttons out of sight. */
const sentences = { whiteSpace: 'normal' } as const;

function ConnectionTable({ rows, kinds, canWrite, onOpen }: TableProps) {
  const t = useTexts(texts);
  const heads = [t('name'), t('history'), t('writeBack'), t('state'), ''];
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rows.map((connection) => (
          <Tr key={connection.key}>
            <Td style={sentences}>
              <Typography tag="p" fontWeight="semiBold">
                {connection.name}
              </Typography>
              <KindName
                json={kinds.find((one) => one['name'] === connection.helpdesk) ?? {}}
                other={connection.helpdesk}
              />
            </Td>
            <Td style={sentences}>
              <Backfill {...{ connection, canWrite }} />
            </Td>
            <Td style={sentences}>
              <WriteBack {...{ connection, canWrite }} />
            </Td>
            <Td style={sentences}>
              <State connection={connection} />
            </Td>
            <Td>{canWrite && <Buttons connection={connection} onOpen={onOpen} />}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function KindName({ json, other }: { readonly json: JsonObject; readonly other: string }) {
  const { label } = useKind(json);
  return (
    <Typography variant="pi" textColor="neutral600">
      {label || other}
    </Typography>
  );
}

function State({ connection: { enabled, waiting, failed, lastDeliveryAt } }: { readonly connection: Connection }) {
  const t = useTexts(texts);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Badge backgroundColor={enabled ? 'success100' : 'neutral150'} textColor={enabled ? 'success700' : 'neutral700'}>
        {t(enabled ? 'on' : 'off')}
      </Badge>
      {waiting > 0 && <Badge>{t('waiting', { count: waiting })}</Badge>}
      {failed > 0 && <WarningBadge>{t('failed', { count: failed })}</WarningBadge>}
      <Typography variant="pi" textColor="neutral600">
        {t('lastDelivery')} {lastDeliveryAt === null ? t('never') : <RelativeTime at={lastDeliveryAt} />}
      </Typography>
    </Flex>
  );
}

function Buttons({ connection, onOpen }: Pick<TableProps, 'onOpen'> & { readonly connection: Connection }) {
  const t = useTexts(texts);
  return (
    <Flex gap={2} justifyContent="flex-end" wrap="wrap">
      <Button
        variant="tertiary"
        size="S"
        aria-label={`${t('check')}: ${connection.name}`}
        onClick={() => onOpen({ type: 'check', connection })}
      >
        {t('check')}
      </Button>
      <Button
        variant="tertiary"
        size="S"
        aria-label={`${t('edit')}: ${connection.name}`}
        onClick={() => onOpen({ type: 'edit', connection })}
      >
        {t('edit')}
      </Button>
      <Button
        variant="danger-light"
        size="S"
        aria-label={`${t('remove')}: ${connection.name}`}
        onClick={() => onOpen({ type: 'remove', connection })}
      >
        {t('remove')}
      </Button>
    </Flex>
  );
}

function RemoveDialog({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const remove = useCommand(RemoveHelpdeskDocument);
  const start = (): void =>
    remove.mutate(
      { input: { key: connection.key } },
      {
        onSuccess: () => {
          announceDone({ message: t('removed') });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: connection.name })}
      text={t('removeText')}
      action={t('remove')}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={start}
      onClose={onClose}
    />
  );
}
