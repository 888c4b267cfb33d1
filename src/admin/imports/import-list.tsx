import {
  defineTexts,
  formatNumber,
  nodesOf,
  PagedTable,
  PageFrame,
  RelativeTime,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Badge, Box, Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { DropZone } from './drop-zone';
import { ImportsDocument } from './imports.documents';
import type { ImportsQuery } from './imports.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  subtitle: {
    en: 'Bring in customers and what they did from files',
    'zh-Hans': '从文件导入客户及其行为',
  },
  past: { en: 'Imports so far', 'zh-Hans': '历史导入' },
  none: { en: 'Nothing was imported here yet.', 'zh-Hans': '还没有导入过文件。' },
  file: { en: 'File', 'zh-Hans': '文件' },
  when: { en: 'When', 'zh-Hans': '时间' },
  who: { en: 'By', 'zh-Hans': '操作人' },
  state: { en: 'State', 'zh-Hans': '状态' },
});
const rowsPerPage = 20;
const connectionOf = (result: ImportsQuery) => result.imports;
type Row = ImportsQuery['imports']['edges'][number]['node'];

export function ImportList() {
  const t = useTexts(texts);
  const list = usePages(ImportsDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds: 3 });
  const rows = nodesOf(list.data, connectionOf);
  const heads = [t('file'), t('when'), t('who'), t('state'), t('imported'), t('present'), t('rejected')];
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <DropZone />
        <Typography variant="delta" tag="h2">
          {t('past')}
        </Typography>
        <PagedTable list={list} heads={heads} count={rows.length} empty={t('none')}>
          <Rows rows={rows} />
        </PagedTable>
      </Flex>
    </PageFrame>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const locale = useLocale();
  return (
    <>
      {rows.map((row) => (
        <Tr key={row.importId}>
          <Td>
            <Box maxWidth="32rem">
              <Link tag={NavLink} to={row.importId}>
                {row.fileName}
              </Link>
            </Box>
          </Td>
          <Td>
            <Typography>
              <RelativeTime at={row.createdAt} />
            </Typography>
          </Td>
          <Td>
            <Typography>{row.createdByName ?? row.createdBy}</Typography>
          </Td>
          <Td>
            <StateBadge state={row.state} />
          </Td>
          {[row.accepted, row.duplicates, row.rejected].map((count, index) => (
            <Td key={index}>
              <Typography textColor={count === 0 ? 'neutral600' : 'neutral800'}>
                {formatNumber(count, locale)}
              </Typography>
            </Td>
          ))}
        </Tr>
      ))}
    </>
  );
}

const colors = {
  DRAFT: 'neutral',
  WAITING: 'secondary',
  RUNNING: 'secondary',
  DONE: 'success',
  CANCELLED: 'neutral',
  FAILED: 'danger',
} as const;

export function StateBadge({ state }: { readonly state: Row['state'] }) {
  const t = useTexts(texts);
  const color = colors[state];
  return (
    <Badge
      backgroundColor={color === 'neutral' ? 'neutral150' : `${color}100`}
      textColor={color === 'neutral' ? 'neutral700' : `${color}700`}
    >
      {t(state)}
    </Badge>
  );
}
