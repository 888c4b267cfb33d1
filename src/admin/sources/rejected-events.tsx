import {
  CodeBlock,
  defineTexts,
  EmptyState,
  ErrorState,
  LoadingState,
  nodesOf,
  numberIn,
  objects,
  RelativeTime,
  textIn,
  useData,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Badge,
  Box,
  Button,
  Checkbox,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { useState } from 'react';
import { SendAgain } from './send-again';
import { RejectedEventsDocument, SourceRejectedCodesDocument } from './sources.documents';
import type { RejectedEventsQuery } from './sources.documents';
import { countedMax, texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  allReasons: { en: 'All reasons', 'zh-Hans': '全部原因' },
  reason: { en: 'Reason', 'zh-Hans': '原因' },
  withSent: { en: 'Show those that were sent again, too', 'zh-Hans': '同时显示已重发的事件' },
  selectAll: { en: 'Select all that are shown', 'zh-Hans': '选择当前显示的全部' },
  select: { en: 'Select', 'zh-Hans': '选择' },
  good: {
    en: 'No event waits here. What the door refuses is kept with its reason, and can be sent again once the cause is gone.',
    'zh-Hans': '没有待处理的被拒事件。被拒的事件会连同原因一起保留，问题解决后可以重新发送。',
  },
  body: { en: 'Body', 'zh-Hans': '内容' },
  sent: { en: 'sent again', 'zh-Hans': '已重发' },
});
const rowsPerPage = 50;
const connectionOf = (result: RejectedEventsQuery) => result.rejectedEvents;
type Row = RejectedEventsQuery['rejectedEvents']['edges'][number]['node'];

/** What the door refused, by reason; one, some or all can be sent again. */
export function RejectedEvents({ source }: { readonly source: string }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [code, setCode] = useState<string | null>(null);
  const [open, setOpen] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = usePages(RejectedEventsDocument, { source, code, open, first: rowsPerPage }, connectionOf, {
    keepPrevious: true,
    refetchSeconds: 5,
  });
  const rows = nodesOf(list.data, connectionOf);
  const waiting = rows.filter((row) => row.replayedAt === null);
  const ids = waiting.filter((row) => chosen.has(row.id)).map((row) => row.id);
  const choose = (list: readonly string[], on: boolean): void =>
    setChosen(new Set([...[...chosen].filter((id) => !list.includes(id)), ...(on ? list : [])]));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={4} wrap="wrap" justifyContent="space-between" alignItems="flex-end">
        <Filters source={source} code={code} onCode={setCode} open={open} onOpen={setOpen} />
        {can('source.write') && (
          <SendAgain
            source={source}
            code={code}
            ids={ids}
            onDone={() => setChosen(new Set())}
            waiting={waiting.length}
          />
        )}
      </Flex>
      {list.error !== null && rows.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <LoadingState />}
      {list.data !== undefined && rows.length === 0 && (
        <EmptyState
          icon={<CheckCircle width="6rem" height="6rem" fill="success500" aria-hidden />}
          content={t('good')}
        />
      )}
      {rows.length > 0 && (
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {waiting.length > 1 && (
              <Checkbox
                checked={ids.length === waiting.length ? true : ids.length > 0 ? 'indeterminate' : false}
                onCheckedChange={(on) =>
                  choose(
                    waiting.map((row) => row.id),
                    on === true,
                  )
                }
              >
                {t('selectAll')}
              </Checkbox>
            )}
            <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
              {rows.map((row) => (
                <RejectedRow
                  key={row.id}
                  row={row}
                  chosen={chosen.has(row.id)}
                  onChoose={(on) => choose([row.id], on)}
                />
              ))}
            </Flex>
          </Flex>
        </Box>
      )}
      {list.hasNextPage && (
        <Flex justifyContent="center">
          <Button variant="secondary" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

type FilterProps = {
  readonly source: string;
  readonly code: string | null;
  readonly onCode: (code: string | null) => void;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
};
const everyReason = '*';

function Filters({ source, code, onCode, open, onOpen }: FilterProps) {
  const t = useTexts(texts);
  const query = useData(SourceRejectedCodesDocument, { id: source }, { refetchSeconds: 5 });
  const codes = objects(query.data?.source?.openRejectedCodes).map((one) => ({
    code: textIn(one, 'code'),
    count: numberIn(one, 'count'),
  }));
  return (
    <Flex gap={5} wrap="wrap" alignItems="center">
      <Box minWidth="28rem">
        <SingleSelect
          aria-label={t('reason')}
          value={code ?? everyReason}
          onChange={(next) => onCode(next === everyReason ? null : String(next))}
        >
          <SingleSelectOption value={everyReason}>{t('allReasons')}</SingleSelectOption>
          {[...codes, ...(code !== null && !codes.some((one) => one.code === code) ? [{ code, count: 0 }] : [])].map(
            (one) => (
              <SingleSelectOption key={one.code} value={one.code}>
                {`${one.code} (${one.count >= countedMax ? `${countedMax}+` : one.count})`}
              </SingleSelectOption>
            ),
          )}
        </SingleSelect>
      </Box>
      <Checkbox checked={!open} onCheckedChange={(on) => onOpen(on !== true)}>
        {t('withSent')}
      </Checkbox>
    </Flex>
  );
}

function RejectedRow(props: { readonly row: Row; readonly chosen: boolean; readonly onChoose: (on: boolean) => void }) {
  const { row, chosen, onChoose } = props;
  const t = useTexts(texts);
  const [shown, setShown] = useState(false);
  return (
    <Box tag="li" paddingBottom={4} borderColor="neutral150" borderStyle="solid" borderWidth="0 0 1px">
      <Flex gap={4} alignItems="flex-start">
        {row.replayedAt === null && (
          <Checkbox
            aria-label={`${t('select')}: ${row.message} ${row.messageId ?? ''}`}
            checked={chosen}
            onCheckedChange={(on) => onChoose(on === true)}
          />
        )}
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          <Flex gap={3} wrap="wrap">
            <Badge backgroundColor="danger100" textColor="danger700">
              {row.code}
            </Badge>
            <Typography>{row.message}</Typography>
            {row.replayedAt !== null && (
              <Badge backgroundColor="success100" textColor="success700">
                {t('sent')}
              </Badge>
            )}
          </Flex>
          <Flex gap={4}>
            <Typography variant="pi" textColor="neutral600">
              <RelativeTime at={row.receivedAt} />
            </Typography>
            {row.messageId !== null && (
              <Typography variant="pi" textColor="neutral600" ellipsis>
                {row.messageId}
              </Typography>
            )}
          </Flex>
          {shown && <CodeBlock label={t('body')} text={JSON.stringify(row.body, null, 2)} />}
        </Flex>
        <Button variant="ghost" size="S" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t('body')}
        </Button>
      </Flex>
    </Box>
  );
}
