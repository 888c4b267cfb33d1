import {
  EmptyState,
  nodesOf,
  PagedTable,
  PageFrame,
  RelativeTime,
  useData,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Flex, Link, LinkButton, Td, Tr, Typography } from '@strapi/design-system';
import { Mail, Plus } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import { SendingBanner } from '../sending/sending-banner';
import { BroadcastChannelsDocument, BroadcastsDocument } from './broadcasts.documents';
import type { BroadcastsQuery } from './broadcasts.documents';
import { ProgressBar } from './progress-bar';
import { progressOf } from './progress';
import { StateBadge } from './state-badge';
import { texts } from './texts';

const rowsPerPage = 50;
const refetchSeconds = 3;
const connectionOf = (result: BroadcastsQuery) => result.broadcasts;
type Row = BroadcastsQuery['broadcasts']['edges'][number]['node'];

export function BroadcastsList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const list = usePages(BroadcastsDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  const rows = nodesOf(list.data, connectionOf);
  const create = can('outreach.write') ? (
    <LinkButton tag={NavLink} to="-/new" startIcon={<Plus aria-hidden />}>
      {t('create')}
    </LinkButton>
  ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        <PagedTable
          list={list}
          heads={[t('name'), t('state'), t('when'), t('progress')]}
          count={rows.length}
          empty={<None />}
        >
          {rows.map((row) => (
            <BroadcastRow key={row.broadcastId} row={row} />
          ))}
        </PagedTable>
      </Flex>
    </PageFrame>
  );
}

/** What it is, and what is needed first. */
function None() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const channels = useData(BroadcastChannelsDocument, { first: 1 });
  const lacksChannel = channels.data?.channels.edges.length === 0;
  return (
    <EmptyState
      icon={<Mail width="6rem" height="6rem" fill="neutral400" aria-hidden />}
      content={t('none')}
      action={
        lacksChannel && can('channel.write') ? (
          <LinkButton tag={NavLink} to="/channels" variant="secondary">
            {t('noneChannel')}
          </LinkButton>
        ) : undefined
      }
    />
  );
}

function BroadcastRow({ row }: { readonly row: Row }) {
  return (
    <Tr>
      <Td>
        <Link tag={NavLink} to={row.broadcastId}>
          {row.name}
        </Link>
      </Td>
      <Td>
        <StateBadge broadcast={row} />
      </Td>
      <Td>
        <When {...row} />
      </Td>
      <Td>
        <ProgressBar progress={progressOf(row.figures)} />
      </Td>
    </Tr>
  );
}

function When({ state, startsAt, endedAt, updatedAt }: Row) {
  const t = useTexts(texts);
  const [word, at] =
    endedAt !== null
      ? [t('ended'), endedAt]
      : state === 'DRAFT' || startsAt === null
        ? [t('changed'), updatedAt]
        : [state === 'SCHEDULED' ? t('starts') : t('started'), startsAt];
  return (
    <Typography textColor="neutral600">
      {word} <RelativeTime at={at} />
    </Typography>
  );
}
