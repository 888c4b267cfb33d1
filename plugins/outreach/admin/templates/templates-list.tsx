import {
  Card,
  nodesOf,
  PagedTable,
  PageFrame,
  RelativeTime,
  usePages,
  useSettled,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Grid, Link, Searchbar, Td, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { contentIn, localesOf } from './content';
import { CreateDialog } from './create-dialog';
import { usesIn } from './media';
import { StateWords } from './state-words';
import { TemplatesDocument } from './templates.documents';
import type { TemplatesQuery } from './templates.documents';
import { texts } from './texts';
import { useStarts } from './use-starts';

const rowsPerPage = 50;
const typingMilliseconds = 250;
const connectionOf = (result: TemplatesQuery) => result.templates;
type Row = TemplatesQuery['templates']['edges'][number]['node'];

export function TemplatesList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [typed, setTyped] = useState('');
  /** Key of what to start from, '': nothing; null: the dialog is closed. */
  const [creating, setCreating] = useState<string | null>(null);
  const search = useSettled(typed.trim(), typingMilliseconds);
  const list = usePages(TemplatesDocument, { search, first: rowsPerPage }, connectionOf, { keepPrevious: true });
  const rows = nodesOf(list.data, connectionOf);
  const isNew = search === '' && list.data !== undefined && rows.length === 0;
  return (
    <PageFrame
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        can('outreach.write') ? (
          <Button startIcon={<Plus aria-hidden />} onClick={() => setCreating('')}>
            {t('create')}
          </Button>
        ) : undefined
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {!isNew && (
          <Box maxWidth="32rem">
            <Searchbar
              name="search"
              clearLabel={t('clear')}
              placeholder={t('search')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onClear={() => setTyped('')}
            >
              {t('search')}
            </Searchbar>
          </Box>
        )}
        <PagedTable
          endless
          list={list}
          heads={[t('name'), t('medium'), t('languages'), t('state'), t('usedBy'), t('changedAt')]}
          count={rows.length}
          empty={isNew ? <Starts onStart={setCreating} /> : t('noneFound')}
        >
          {rows.map((row) => (
            <TemplateRow key={row.key} row={row} />
          ))}
        </PagedTable>
      </Flex>
      {creating !== null && <CreateDialog startKey={creating} onClose={() => setCreating(null)} />}
    </PageFrame>
  );
}

function TemplateRow({ row }: { readonly row: Row }) {
  return (
    <Tr>
      <Td>
        <Link tag={NavLink} to={row.key}>
          {row.name}
        </Link>
      </Td>
      <Td>
        <Typography>{row.medium}</Typography>
      </Td>
      <Td>
        <Flex gap={1} wrap="wrap">
          {localesOf({ content: contentIn(row.content), defaultLocale: '' }).map((locale) => (
            <Badge key={locale}>{locale}</Badge>
          ))}
        </Flex>
      </Td>
      <Td>
        <StateWords template={row} />
      </Td>
      <Td>
        <Uses row={row} />
      </Td>
      <Td>
        <Typography textColor="neutral600">
          <RelativeTime at={row.updatedAt} />
        </Typography>
      </Td>
    </Tr>
  );
}

function Uses({ row }: { readonly row: Row }) {
  const t = useTexts(texts);
  const uses = usesIn(row.usedBy);
  const [first] = uses;
  if (first === undefined) return <Typography textColor="neutral600">{t('nobody')}</Typography>;
  return (
    <Typography title={uses.map(({ name }) => name).join(', ')}>
      {uses.length === 1 ? first.name : t('more', { name: first.name, count: uses.length - 1 })}
    </Typography>
  );
}

/** Where there is none: good ones to start from. */
function Starts({ onStart }: { readonly onStart: (key: string) => void }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const { starts } = useStarts();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography>{t('none')}</Typography>
      <Grid.Root gap={4}>
        {starts.map(({ key, name, description }) => (
          <Grid.Item key={key} col={4} s={6} xs={12} direction="column" alignItems="stretch">
            <Card title={name}>
              <Flex direction="column" alignItems="flex-start" gap={4}>
                <Typography textColor="neutral600">{description}</Typography>
                {can('outreach.write') && (
                  <Button variant="secondary" aria-label={t('useNamed', { name })} onClick={() => onStart(key)}>
                    {t('use')}
                  </Button>
                )}
              </Flex>
            </Card>
          </Grid.Item>
        ))}
      </Grid.Root>
    </Flex>
  );
}
