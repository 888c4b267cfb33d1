import {
  CustomerLink,
  defineTexts,
  EmptyState,
  ErrorState,
  LoadingState,
  LoadMore,
  newCommandKey,
  nodesOf,
  RelativeTime,
  TableHeads,
  useCommand,
  usePages,
  useSettled,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, IconButton, Searchbar, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Question, Trash, User } from '@strapi/icons';
import { useState } from 'react';
import { ExplainDrawer } from '../explain/explain-drawer';
import { AddFromFile } from './add-from-file';
import { AddToList } from './add-to-list';
import { RemoveFromSegmentDocument, SegmentMembersDocument } from './detail.documents';
import type { SegmentMembersQuery } from './detail.documents';
import type { Segment } from './segment-page';

const texts = defineTexts({
  search: { en: 'Search among the members', 'zh-Hans': '在成员中搜索' },
  clear: { en: 'Clear search', 'zh-Hans': '清除搜索' },
  none: { en: 'Nobody is in it at the moment.', 'zh-Hans': '目前没有成员。' },
  noneDraft: {
    en: 'It is a draft: publish it, and its members are here.',
    'zh-Hans': '尚为草稿，发布后即可看到成员。',
  },
  noneList: { en: 'Nobody is in this list yet.', 'zh-Hans': '名单中还没有客户。' },
  noneFound: { en: 'No member is like this.', 'zh-Hans': '没有符合的成员。' },
  customer: { en: 'Customer', 'zh-Hans': '客户' },
  lastSeen: { en: 'Last seen', 'zh-Hans': '最近活跃' },
  actions: { en: 'Why', 'zh-Hans': '原因' },
  why: { en: 'Why is this one in it?', 'zh-Hans': '为何在其中？' },
  takeOut: { en: 'Take out of the list', 'zh-Hans': '移出名单' },
});
const perPage = 50;
const settleMilliseconds = 250;
const connectionOf = (result: SegmentMembersQuery) => result.segment?.members;

/** Who is in it, with the answer to why. */
export function Members({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [text, setText] = useState('');
  const search = useSettled(text.trim(), settleMilliseconds);
  const [explained, setExplained] = useState<string | null>(null);
  const { segmentId, kind, version, size } = segment;
  const variables = { id: segmentId, search: search === '' ? null : search, first: perPage };
  const list = usePages(SegmentMembersDocument, variables, connectionOf, { keepPrevious: true, refetchSeconds: 10 });
  const rows = nodesOf(list.data, connectionOf);
  const isList = kind === 'LIST';
  const empty = search !== '' ? t('noneFound') : isList ? t('noneList') : version === 0 ? t('noneDraft') : t('none');
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {isList && can('segment.write') && (
        <>
          <AddToList segmentId={segmentId} />
          <AddFromFile segmentKey={segment.key} />
        </>
      )}
      {(size > 0 || search !== '') && (
        <Box maxWidth="40rem">
          <Searchbar
            name="search"
            value={text}
            placeholder={t('search')}
            clearLabel={t('clear')}
            onClear={() => setText('')}
            onChange={(event) => setText(event.target.value)}
          >
            {t('search')}
          </Searchbar>
        </Box>
      )}
      {list.error !== null && rows.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <LoadingState />}
      {list.data !== undefined && rows.length === 0 && (
        <EmptyState icon={<User width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={empty} />
      )}
      {rows.length > 0 && (
        <Rows
          rows={rows}
          onExplain={isList ? null : setExplained}
          listId={isList && can('segment.write') ? segmentId : null}
        />
      )}
      <LoadMore
        endless
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      {explained !== null && (
        <ExplainDrawer
          profileId={explained}
          segment={{ segmentId, name: segment.name }}
          onClose={() => setExplained(null)}
        />
      )}
    </Flex>
  );
}

type Row = ReturnType<typeof nodesOf<SegmentMembersQuery, Member>>[number];
type Member = NonNullable<NonNullable<SegmentMembersQuery['segment']>['members']['edges'][number]['node']>;
type RowsProps = {
  readonly rows: readonly Row[];
  readonly onExplain: ((profileId: string) => void) | null;
  /** Of a list that may be changed. */
  readonly listId: string | null;
};

function Rows({ rows, onExplain, listId }: RowsProps) {
  const t = useTexts(texts);
  const remove = useCommand(RemoveFromSegmentDocument);
  const heads = [t('customer'), t('lastSeen'), ...(onExplain === null ? [] : [t('actions')])];
  const columns = heads.length + (listId === null ? 0 : 1);
  return (
    <Table colCount={columns} rowCount={rows.length + 1}>
      <TableHeads heads={listId === null ? heads : [...heads, t('takeOut')]} />
      <Tbody>
        {rows.map((profile) => (
          <Tr key={profile.profileId}>
            <Td>
              <Typography>
                <CustomerLink profile={profile} />
              </Typography>
            </Td>
            <Td>
              <Typography>{profile.lastSeen === null ? '–' : <RelativeTime at={profile.lastSeen} />}</Typography>
            </Td>
            {onExplain !== null && (
              <Td>
                <Button
                  size="S"
                  variant="tertiary"
                  startIcon={<Question aria-hidden />}
                  onClick={() => onExplain(profile.profileId)}
                >
                  {t('why')}
                </Button>
              </Td>
            )}
            {listId !== null && (
              <Td>
                <IconButton
                  variant="ghost"
                  label={t('takeOut')}
                  disabled={remove.isPending}
                  onClick={() =>
                    remove.mutate({
                      input: { segmentId: listId, profileIds: [profile.profileId], idempotencyKey: newCommandKey() },
                    })
                  }
                >
                  <Trash />
                </IconButton>
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
