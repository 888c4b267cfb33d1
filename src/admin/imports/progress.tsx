import {
  Card,
  defineTexts,
  describeError,
  formatNumber,
  newCommandKey,
  useCommand,
  useLocale,
  useNow,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { Stop } from '@strapi/icons';
import { CancelImportDocument } from './imports.documents';
import { Counts } from './counts';
import type { OneImport } from './import-detail';
import { paceOf } from './pace';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  waits: { en: 'It begins in a moment.', 'zh-Hans': '即将开始。' },
  percent: { en: '{percent} %', 'zh-Hans': '{percent}%' },
  rate: { en: '{rate} rows a second', 'zh-Hans': '每秒 {rate} 行' },
  seconds: { en: 'about {seconds} s left', 'zh-Hans': '大约还需 {seconds} 秒' },
  minutes: {
    en: 'about {minutes, plural, one {# minute} other {# minutes}} left',
    'zh-Hans': '大约还需 {minutes} 分钟',
  },
  silent: {
    en: 'Nothing was heard for a while. Another worker goes on where it was; nothing is lost or doubled.',
    'zh-Hans': '已有一段时间没有进展。其他进程会从中断处继续，不会丢失或重复。',
  },
  stop: { en: 'Stop', 'zh-Hans': '停止' },
  stopping: { en: 'Stopping …', 'zh-Hans': '正在停止…' },
  leave: {
    en: 'You can leave this page: the import goes on.',
    'zh-Hans': '可以离开此页面，导入会继续进行。',
  },
});
const silentMilliseconds = 35_000;

/** How far it is, how fast, and how long it will take. */
export function Progress({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useNow();
  const stop = useCommand(CancelImportDocument);
  const isRunning = record.state === 'RUNNING';
  const { share, rowsPerSecond, secondsLeft } = paceOf(record);
  const isSilent = isRunning && now - Date.parse(record.changedAt) > silentMilliseconds;
  const left =
    secondsLeft === null
      ? []
      : [
          secondsLeft < 90
            ? t('seconds', { seconds: formatNumber(Math.ceil(secondsLeft), locale) })
            : t('minutes', { minutes: Math.round(secondsLeft / 60) }),
        ];
  const facts = [
    t('percent', { percent: formatNumber(Math.floor(share * 100), locale) }),
    ...(rowsPerSecond === null ? [] : [t('rate', { rate: formatNumber(Math.round(rowsPerSecond), locale) })]),
    ...left,
  ];
  const end = (): void => stop.mutate({ input: { importId: record.importId, idempotencyKey: newCommandKey() } });
  return (
    <Card title={t(record.state)}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <ProgressBar aria-label={record.fileName} value={share * 100} style={{ width: '100%' }} />
        <Typography role="status">{isRunning ? facts.join(' · ') : t('waits')}</Typography>
        <Counts record={record} />
        {isSilent && <Typography textColor="neutral800">{t('silent')}</Typography>}
        {stop.error !== null && (
          <Typography textColor="danger600" role="alert">
            {describeError(stop.error, locale)}
          </Typography>
        )}
        <Flex gap={4}>
          <Button
            variant="danger-light"
            startIcon={<Stop aria-hidden />}
            loading={stop.isPending}
            disabled={record.stopping}
            onClick={end}
          >
            {record.stopping ? t('stopping') : t('stop')}
          </Button>
          <Typography textColor="neutral600">{t('leave')}</Typography>
        </Flex>
      </Flex>
    </Card>
  );
}
