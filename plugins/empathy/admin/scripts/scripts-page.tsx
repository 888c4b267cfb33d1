import {
  Card,
  EmptyState,
  ErrorState,
  LoadingState,
  LoadMore,
  nodesOf,
  PageFrame,
  usePages,
  useSettled,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Box, Flex, Grid, LinkButton, Typography } from '@strapi/design-system';
import { Plus, Quotes } from '@strapi/icons';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { emptyFilter, ScriptFilters } from './script-filters';
import { ScriptPreview } from './script-preview';
import { ScriptRow } from './script-row';
import { ScriptsDocument } from './scripts.documents';
import type { ScriptsQuery } from './scripts.documents';
import { texts } from './texts';

const rowsPerPage = 50;
const typingMilliseconds = 250;
const contentManager = '/content-manager/collection-types/plugin::empathy.script';
const scriptOf = (result: ScriptsQuery) => result.scripts;

/** What is published, and what it says to whom. Writing is done in Strapi's content manager. */
export default function ScriptsPage() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [filter, setFilter] = useState(emptyFilter);
  const [params, setParams] = useSearchParams();
  const search = useSettled(filter.search.trim(), typingMilliseconds);
  const situation = useSettled(filter.situation.trim(), typingMilliseconds);
  const variables = {
    ...{ first: rowsPerPage, search, channel: filter.channel, tone: filter.tone, locale: filter.locale },
    situation: situation === '' ? null : situation,
  };
  const list = usePages(ScriptsDocument, variables, scriptOf, { keepPrevious: true });
  const rows = nodesOf(list.data, scriptOf);
  const chosen = rows.find((row) => `${row.key} ${row.locale}` === params.get('script')) ?? rows[0];
  const write = can('script.write') ? (
    <LinkButton tag={Link} to={`${contentManager}/create`} startIcon={<Plus aria-hidden />}>
      {t('write')}
    </LinkButton>
  ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={write}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ScriptFilters filter={filter} onChange={setFilter} />
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState
            icon={<Quotes width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={t('none')}
            action={write}
          />
        )}
        {chosen !== undefined && (
          <Grid.Root gap={4}>
            <Grid.Item col={5} s={12} xs={12} direction="column" alignItems="stretch">
              <Card title={t('list')}>
                <Flex tag="ul" direction="column" alignItems="stretch" gap={1} maxHeight="64rem" overflow="auto">
                  {rows.map((row) => (
                    <ScriptRow
                      key={`${row.key} ${row.locale}`}
                      script={row}
                      isChosen={row === chosen}
                      onChoose={() => setParams({ script: `${row.key} ${row.locale}` }, { replace: true })}
                    />
                  ))}
                </Flex>
                <LoadMore
                  hasMore={list.hasNextPage}
                  isLoading={list.isFetchingNextPage}
                  onMore={() => void list.fetchNextPage()}
                />
              </Card>
            </Grid.Item>
            <Grid.Item col={7} s={12} xs={12} direction="column" alignItems="stretch">
              <Card
                title={chosen.title}
                action={can('script.write') && <EditLink documentId={chosen.documentId} locale={chosen.locale} />}
              >
                <Box paddingBottom={4}>
                  <Flex gap={2} wrap="wrap">
                    <Typography textColor="neutral600">{chosen.key}</Typography>
                    {chosen.situations.map((key) => (
                      <Badge key={key}>{key}</Badge>
                    ))}
                  </Flex>
                </Box>
                <ScriptPreview key={`${chosen.key} ${chosen.locale}`} script={chosen} />
              </Card>
            </Grid.Item>
          </Grid.Root>
        )}
      </Flex>
    </PageFrame>
  );
}

function EditLink({ documentId, locale }: { readonly documentId: string; readonly locale: string }) {
  const t = useTexts(texts);
  const query = new URLSearchParams({ 'plugins[i18n][locale]': locale });
  return (
    <LinkButton tag={Link} variant="tertiary" size="S" to={`${contentManager}/${documentId}?${query.toString()}`}>
      {t('edit')}
    </LinkButton>
  );
}
