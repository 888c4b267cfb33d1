import {
  defineTexts,
  EmptyState,
  ErrorState,
  isJsonObject,
  LoadingState,
  LoadMore,
  nodesOf,
  RelativeTime,
  TableHeads,
  textIn,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Flex, Link, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import { SegmentTransitionsDocument } from './detail.documents';
import type { SegmentTransitionsQuery } from './detail.documents';

const texts = defineTexts({
  none: { en: 'Nobody has come or gone yet.', 'zh-Hans': '还没有进出记录。' },
  when: { en: 'When', 'zh-Hans': '时间' },
  what: { en: 'What', 'zh-Hans': '变化' },
  who: { en: 'Customer', 'zh-Hans': '客户' },
  why: { en: 'Because', 'zh-Hans': '原因' },
  entered: { en: 'Entered', 'zh-Hans': '进入' },
  left: { en: 'Left', 'zh-Hans': '离开' },
  erased: { en: 'erased', 'zh-Hans': '已删除' },
  open: { en: 'Open the customer', 'zh-Hans': '查看客户' },
  ofEvent: { en: 'of an event', 'zh-Hans': '发生事件' },
  ofEventNamed: { en: 'of the event “{name}”', 'zh-Hans': '发生事件“{name}”' },
  ofTime: { en: 'time passed', 'zh-Hans': '时间推移' },
  ofDefinition: { en: 'the definition changed', 'zh-Hans': '定义变更' },
  ofMerge: { en: 'of a merge of customers', 'zh-Hans': '客户合并' },
  ofUnmerge: { en: 'a merge was undone', 'zh-Hans': '合并被撤销' },
  ofImport: { en: 'of an import', 'zh-Hans': '数据导入' },
  ofErasure: { en: 'the customer was erased', 'zh-Hans': '客户被删除' },
  byHand: { en: 'somebody did it by hand', 'zh-Hans': '人工操作' },
});
const causeTexts = {
  EVENT: 'ofEvent',
  TIME: 'ofTime',
  DEFINITION: 'ofDefinition',
  MERGE: 'ofMerge',
  UNMERGE: 'ofUnmerge',
  IMPORT: 'ofImport',
  ERASE: 'ofErasure',
  MANUAL: 'byHand',
} as const;
const perPage = 50;
const connectionOf = (result: SegmentTransitionsQuery) => result.segment?.transitions;

/** Every entry and exit with its cause, newest first. */
export function Changes({ segmentId }: { readonly segmentId: string }) {
  const t = useTexts(texts);
  const variables = { id: segmentId, first: perPage };
  const list = usePages(SegmentTransitionsDocument, variables, connectionOf, { refetchSeconds: 5 });
  const rows = nodesOf(list.data, connectionOf);
  if (list.data === undefined)
    return list.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={list.error} onRetry={() => void list.refetch()} />
    );
  if (rows.length === 0)
    return <EmptyState icon={<Clock width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('none')} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Table colCount={4} rowCount={rows.length + 1}>
        <TableHeads heads={[t('when'), t('what'), t('who'), t('why')]} />
        <Tbody>
          {rows.map(({ at, entered, profileId, cause, evidence }, place) => (
            // Somebody may come and go within the same millisecond.
            <Tr key={`${at} ${profileId} ${place}`}>
              <Td>
                <Typography>
                  <RelativeTime at={at} />
                </Typography>
              </Td>
              <Td>
                <Badge
                  backgroundColor={entered ? 'success100' : 'neutral150'}
                  textColor={entered ? 'success700' : 'neutral700'}
                >
                  {entered ? t('entered') : t('left')}
                </Badge>
              </Td>
              <Td>
                {profileId === null ? (
                  <Typography textColor="neutral600">{t('erased')}</Typography>
                ) : (
                  <Link tag={NavLink} to={`/customers/${profileId}`} aria-label={`${t('open')} ${profileId}`}>
                    {profileId.slice(-12)}
                  </Link>
                )}
              </Td>
              <Td>
                <Typography>
                  {name(evidence) === '' || cause !== 'EVENT'
                    ? t(causeTexts[cause])
                    : t('ofEventNamed', { name: name(evidence) })}
                </Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <LoadMore
        endless
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </Flex>
  );
}

/** Of the event that was the cause. */
function name(evidence: Json): string {
  return isJsonObject(evidence) ? textIn(evidence, 'name') : '';
}
