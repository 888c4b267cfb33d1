import {
  Card,
  CustomerLink,
  defineTexts,
  ErrorState,
  formatNumber,
  LoadingState,
  RelativeTime,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Locale } from '@rapport/sdk/admin';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { Live } from './use-live-definition';

const texts = defineTexts({
  who: { en: 'Who is in it', 'zh-Hans': '包含的客户' },
  nothing: { en: 'Add a condition to see whom it means.', 'zh-Hans': '添加条件后即可看到包含哪些客户。' },
  faulty: {
    en: '{count, plural, one {One thing is} other {# things are}} not right yet; see the red lines.',
    'zh-Hans': '还有 {count} 处需要修正，见红色提示。',
  },
  about: { en: 'about {count}', 'zh-Hans': '约 {count}' },
  customers: { en: '{count, plural, one {customer} other {customers}}', 'zh-Hans': '位客户{count, plural, other {}}' },
  interval: {
    en: 'between {low} and {high} with 95 % certainty; counting exactly …',
    'zh-Hans': '95% 的把握在 {low} 至 {high} 之间；正在精确统计…',
  },
  exactly: { en: 'counted exactly', 'zh-Hans': '精确统计' },
  share: { en: '{share} of everybody ({everyone})', 'zh-Hans': '占全部 {everyone} 位客户的 {share}' },
  inWords: { en: 'In words', 'zh-Hans': '文字描述' },
  otherLanguage: { en: '中文', 'zh-Hans': 'English' },
  some: { en: 'Some of them', 'zh-Hans': '部分客户' },
  nobody: { en: 'Nobody at the moment.', 'zh-Hans': '目前没有客户。' },
});

/** Whom a definition means, while it is written. */
export function LivePanel({ live, isEmpty }: { readonly live: Live; readonly isEmpty: boolean }) {
  const t = useTexts(texts);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Card title={t('who')}>
        <Box role="status" aria-live="polite" style={{ opacity: live.isStale ? 0.6 : 1 }}>
          {isEmpty ? (
            <Typography textColor="neutral600">{t('nothing')}</Typography>
          ) : live.faults.length > 0 ? (
            <Typography textColor="danger600">{t('faulty', { count: live.faults.length })}</Typography>
          ) : live.error !== null ? (
            <ErrorState error={live.error} />
          ) : live.preview === null ? (
            <LoadingState lines={2} />
          ) : (
            <Count preview={live.preview} exact={live.exact} />
          )}
        </Box>
      </Card>
      {live.sentence !== null && <Sentence sentence={live.sentence} />}
      {live.preview !== null && (
        <Card title={t('some')}>
          <Sample preview={live.preview} />
        </Card>
      )}
    </Flex>
  );
}

type Preview = NonNullable<Live['preview']>;

function Count({ preview, exact }: { readonly preview: Preview; readonly exact: number | null }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { count, low, high, everyone } = preview;
  const shown = exact ?? count;
  const number = formatNumber(shown, locale);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="alpha" tag="p" data-count={exact ?? undefined}>
        {exact === null ? t('about', { count: number }) : number}{' '}
        <Typography variant="omega" textColor="neutral600">
          {t('customers', { count: shown })}
        </Typography>
      </Typography>
      <Box background="neutral150" height="0.4rem" hasRadius aria-hidden>
        <Box
          background="primary600"
          height="100%"
          hasRadius
          width={`${everyone === 0 ? 0 : (shown / everyone) * 100}%`}
        />
      </Box>
      <Typography variant="pi" textColor="neutral600">
        {t('share', { share: percent(shown, everyone, locale), everyone: formatNumber(everyone, locale) })}
        {' · '}
        {exact === null
          ? t('interval', { low: formatNumber(low, locale), high: formatNumber(high, locale) })
          : t('exactly')}
      </Typography>
    </Flex>
  );
}

function percent(part: number, whole: number, locale: Locale): string {
  const share = whole === 0 ? 0 : part / whole;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 }).format(share);
}

function Sentence({ sentence }: { readonly sentence: NonNullable<Live['sentence']> }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [isOther, setIsOther] = useState(false);
  const other = locale === 'en' ? 'zh-Hans' : 'en';
  const shown = isOther ? other : locale;
  return (
    <Card
      title={t('inWords')}
      action={
        <TextButton aria-pressed={isOther} lang={other} onClick={() => setIsOther(!isOther)}>
          {t('otherLanguage')}
        </TextButton>
      }
    >
      <Typography tag="p" lang={shown}>
        {sentence[shown]}
      </Typography>
    </Card>
  );
}

function Sample({ preview }: { readonly preview: Preview }) {
  const t = useTexts(texts);
  const rows = preview.sample.edges.flatMap(({ node }) => (node === null ? [] : [node]));
  if (rows.length === 0) return <Typography textColor="neutral600">{t('nobody')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {rows.map((profile) => (
        <Flex key={profile.profileId} tag="li" justifyContent="space-between" gap={2}>
          <Typography ellipsis>
            <CustomerLink profile={profile} />
          </Typography>
          {profile.lastSeen !== null && (
            <Typography variant="pi" textColor="neutral600">
              <RelativeTime at={profile.lastSeen} />
            </Typography>
          )}
        </Flex>
      ))}
    </Flex>
  );
}
