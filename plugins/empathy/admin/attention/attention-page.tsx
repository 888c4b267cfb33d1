import {
  CustomerLink,
  EmptyState,
  nodesOf,
  PagedTable,
  PageFrame,
  RelativeTime,
  useData,
  useLive,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Box,
  Flex,
  Link,
  LinkButton,
  SingleSelect,
  SingleSelectOption,
  Td,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Bell } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { SeverityBadge } from '../severity-badge';
import { localized } from '../texts-in';
import { AttentionSituationsDocument, NeedsAttentionDocument } from './attention.documents';
import type { NeedsAttentionQuery } from './attention.documents';
import { NextAction } from './next-action';
import { texts } from './texts';

const rowsPerPage = 25;
/** Time alone begins and ends situations, too: no hint tells of that. */
const refetchSeconds = 10;
const liveSeconds = 3;
const connectionOf = (result: NeedsAttentionQuery) => result.needsAttention;
type Row = NeedsAttentionQuery['needsAttention']['edges'][number]['node'];
type Profile = NonNullable<Row['profile']>;

/** Customers in situations, the most severe first, with what was seen and what to do. */
export default function AttentionPage() {
  const t = useTexts(texts);
  const locale = useLocale();
  const [situation, setSituation] = useState<string | null>(null);
  const known = useData(AttentionSituationsDocument, {});
  const variables = { situation, locale, first: rowsPerPage };
  const list = usePages(NeedsAttentionDocument, variables, connectionOf, { keepPrevious: true, refetchSeconds });
  useLive('all', () => void list.refetch(), { everySeconds: liveSeconds });
  const rows = nodesOf(list.data, connectionOf);
  const situations = (known.data?.situations.edges ?? []).map(({ node }) => node).filter((one) => one.enabled);
  const isUndefined = known.data !== undefined && known.data.situations.edges.length === 0;
  const heads = [t('severity'), t('customer'), t('why'), t('since'), t('next')];
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {situations.length > 0 && (
          <Box maxWidth="40rem">
            <SingleSelect
              aria-label={t('filter')}
              value={situation ?? ''}
              onChange={(next) => setSituation(String(next) === '' ? null : String(next))}
            >
              <SingleSelectOption value="">{t('every')}</SingleSelectOption>
              {situations.map((one) => (
                <SingleSelectOption key={one.key} value={one.key}>
                  {localized(one.name, locale)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Box>
        )}
        <PagedTable
          list={list}
          heads={heads}
          count={rows.length}
          endless
          empty={<Nobody isUndefined={isUndefined} isFiltered={situation !== null} />}
        >
          {rows.map((row, index) => (
            <AttentionRow key={row.profile?.profileId ?? index} row={row} />
          ))}
        </PagedTable>
      </Flex>
    </PageFrame>
  );
}

function Nobody({ isUndefined, isFiltered }: { readonly isUndefined: boolean; readonly isFiltered: boolean }) {
  const t = useTexts(texts);
  return (
    <EmptyState
      icon={<Bell width="6rem" height="6rem" fill="neutral400" aria-hidden />}
      content={t(isUndefined ? 'noneDefined' : isFiltered ? 'noneIn' : 'none')}
      action={
        isUndefined ? (
          <LinkButton tag={NavLink} to="/situations" variant="secondary">
            {t('toSituations')}
          </LinkButton>
        ) : undefined
      }
    />
  );
}

function AttentionRow({ row: { severity, profile } }: { readonly row: Row }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const situations = profile?.situations.edges.map(({ node }) => node) ?? [];
  const [first] = situations;
  return (
    <Tr>
      <Td>
        <SeverityBadge severity={severity} label={t('severity')} />
      </Td>
      <Td>
        {profile === null ? (
          <Typography textColor="neutral600">{t('gone')}</Typography>
        ) : (
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography fontWeight="semiBold">
              <CustomerLink profile={profile} />
            </Typography>
            <OpenConversation profile={profile} />
          </Flex>
        )}
      </Td>
      <Td>
        <Flex direction="column" alignItems="stretch" gap={2} maxWidth="46rem">
          {situations.map((one) => (
            <Evidence key={one.key} situation={one} />
          ))}
        </Flex>
      </Td>
      <Td>
        <Typography>{first !== undefined && <RelativeTime at={first.since} />}</Typography>
      </Td>
      <Td>{profile !== null && <NextAction profile={profile} mayDecide={can('suggestion.write')} />}</Td>
    </Tr>
  );
}

function Evidence({ situation }: { readonly situation: Profile['situations']['edges'][number]['node'] }) {
  const locale = useLocale();
  return (
    <Typography style={{ whiteSpace: 'normal' }}>
      <Typography fontWeight="semiBold" tag="span">
        {localized(situation.name, locale)}
      </Typography>
      {locale === 'en' ? ': ' : '：'}
      {situation.evidence}
    </Typography>
  );
}

function OpenConversation({ profile: { profileId, conversations } }: { readonly profile: Profile }) {
  const t = useTexts(texts);
  const [newest] = conversations.edges;
  if (newest === undefined || newest.node.status === 'resolved') return null;
  const { channel } = newest.node;
  return (
    <Link tag={NavLink} to={`/customers/${profileId}`}>
      {channel === null ? t('open') : t('openVia', { channel })}
    </Link>
  );
}
