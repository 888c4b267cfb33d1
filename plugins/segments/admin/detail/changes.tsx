import {
  CustomerLink,
  defineTexts,
  EmptyState,
  isJsonObject,
  nodesOf,
  PagedTable,
  RelativeTime,
  textIn,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Td, Tr, Typography } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
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
  const { can } = useViewer();
  const variables = { id: segmentId, names: can('profile.read'), first: perPage };
  const list = usePages(SegmentTransitionsDocument, variables, connectionOf, { keepPrevious: true, refetchSeconds: 5 });
  const rows = nodesOf(list.data, connectionOf);
  return (
    <PagedTable
      endless
      list={list}
      heads={[t('when'), t('what'), t('who'), t('why')]}
      count={rows.length}
      empty={
        <EmptyState icon={<Clock width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('none')} />
      }
    >
      {rows.map(({ at, entered, profileId, profile, cause, evidence }, place) => (
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
              <Typography>{profile ? <CustomerLink profile={profile} /> : profileId.slice(-12)}</Typography>
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
    </PagedTable>
  );
}

/** Of the event that was the cause. */
function name(evidence: Json): string {
  return isJsonObject(evidence) ? textIn(evidence, 'name') : '';
}
