import { defineTexts, Figure, formatBytes, formatNumber, RelativeTime, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';

const texts = defineTexts({
  size: { en: 'Stored', 'zh-Hans': '已用存储' },
  free: { en: 'Free on the disk', 'zh-Hans': '磁盘剩余' },
  growth: { en: 'Growth a day', 'zh-Hans': '每日增长' },
  full: { en: 'Disk full in', 'zh-Hans': '磁盘写满时间' },
  years: { en: 'more than {years} years', 'zh-Hans': '超过 {years} 年' },
  days: { en: '{count, plural, one {# day} other {{days} days}}', 'zh-Hans': '{days} 天' },
  backup: { en: 'Last backup', 'zh-Hans': '上次备份' },
  never: { en: 'never', 'zh-Hans': '从未' },
});

/** Beyond it a number of days says nothing that anybody plans by. */
const farDays = 3_650;

type Props = {
  /** In bytes, as the API has it. */
  readonly storage: {
    readonly bytes: number;
    readonly freeBytes: number | null;
    readonly growthBytesPerDay: number | null;
    readonly fullInDays: number | null;
  };
  /** Null where none was made; without it nothing is said of backups. */
  readonly lastBackup?: { readonly at: string } | null;
};

/** How much there is, how it grows, and when it was saved last. */
export function StorageFigures({ storage, lastBackup }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { bytes, freeBytes, growthBytesPerDay, fullInDays } = storage;
  const days = fullInDays === null ? null : Math.floor(fullInDays);
  return (
    <Flex gap={8} wrap="wrap" tag="dl">
      <Figure label={t('size')}>{formatBytes(bytes, locale)}</Figure>
      {freeBytes !== null && <Figure label={t('free')}>{formatBytes(freeBytes, locale)}</Figure>}
      {growthBytesPerDay !== null && <Figure label={t('growth')}>{formatBytes(growthBytesPerDay, locale)}</Figure>}
      {days !== null && (
        <Figure label={t('full')}>
          {days > farDays
            ? t('years', { years: Math.floor(farDays / 365) })
            : t('days', { count: days, days: formatNumber(days, locale) })}
        </Figure>
      )}
      {lastBackup !== undefined && (
        <Figure label={t('backup')}>{lastBackup === null ? t('never') : <RelativeTime at={lastBackup.at} />}</Figure>
      )}
    </Flex>
  );
}
