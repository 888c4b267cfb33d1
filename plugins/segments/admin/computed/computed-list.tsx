import {
  EmptyState,
  ErrorState,
  formatNumber,
  LoadingState,
  nodesOf,
  PageFrame,
  TableHeads,
  useData,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Flex, Link, LinkButton, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { ArrowLeft, Graph, Plus } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import { SegmentLanguageDocument } from '../builder/builder.documents';
import { languageOf } from '../builder/language';
import { failureWords } from '../list/health';
import { ComputedTraitsDocument } from './computed.documents';
import type { ComputedTraitsQuery } from './computed.documents';
import { texts } from './texts';
import { UsedBy, usersIn } from './used-by';

const perPage = 100;
const refetchSeconds = 5;
const connectionOf = (result: ComputedTraitsQuery) => result.computedTraits;
export type Row = ComputedTraitsQuery['computedTraits']['edges'][number]['node'];

export function ComputedList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const list = usePages(ComputedTraitsDocument, { first: perPage }, connectionOf, { refetchSeconds });
  useEveryPage(list);
  const rows = nodesOf(list.data, connectionOf);
  const create = can('segment.write') ? (
    <LinkButton tag={NavLink} to="new" startIcon={<Plus aria-hidden />}>
      {t('create')}
    </LinkButton>
  ) : undefined;
  return (
    <PageFrame
      title={t('title')}
      subtitle={t('subtitle')}
      actions={create}
      navigation={
        <Link tag={NavLink} to="/segments" startIcon={<ArrowLeft aria-hidden />}>
          {t('segments')}
        </Link>
      }
    >
      {list.error !== null && rows.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <LoadingState />}
      {list.data !== undefined && rows.length === 0 && (
        <EmptyState
          icon={<Graph width="6rem" height="6rem" fill="neutral400" aria-hidden />}
          content={t('none')}
          action={create}
        />
      )}
      {rows.length > 0 && <Rows rows={rows} />}
    </PageFrame>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data } = useData(SegmentLanguageDocument, {});
  const kinds = languageOf(data?.segmentLanguage ?? null).computed;
  const heads = [t('name'), t('kind'), t('profiles'), t('usedBy'), t('state')];
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.key}>
            <Td>
              <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="44rem">
                <Link tag={NavLink} to={row.key}>
                  {row.name}
                </Link>
                {row.description !== '' && (
                  <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="100%">
                    {row.description}
                  </Typography>
                )}
              </Flex>
            </Td>
            <Td>
              <Typography>{kinds.find(({ name }) => name === row.kind)?.label[locale] ?? row.kind}</Typography>
            </Td>
            <Td>
              <Typography>{formatNumber(row.profiles, locale)}</Typography>
            </Td>
            <Td>
              <UsedBy users={usersIn(row.usedBy)} />
            </Td>
            <Td>
              <ComputedState trait={row} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

type StateProps = { readonly trait: Pick<Row, 'state' | 'version' | 'builtVersion' | 'failure'> };

/** Whether it counts, is being worked out, or fails, and why. */
export function ComputedState({ trait }: StateProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (trait.failure !== null) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('failing')}
        </Badge>
        <Typography variant="pi">{failureWords(trait.failure, locale)}</Typography>
      </Flex>
    );
  }
  if (trait.state === 'DRAFT') return <Badge>{t('DRAFT')}</Badge>;
  if (trait.builtVersion < trait.version) return <Badge>{t('building')}</Badge>;
  return (
    <Badge backgroundColor="success100" textColor="success700">
      {t('PUBLISHED')}
    </Badge>
  );
}
