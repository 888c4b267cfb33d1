import {
  CodeBlock,
  ConfirmDialog,
  CopyButton,
  defineTexts,
  formatMoment,
  newCommandKey,
  Notice,
  RelativeTime,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Key } from '@strapi/icons';
import { useState } from 'react';
import { freshKey, rememberKey } from './fresh-keys';
import type { Source } from './source-detail';
import { EndPreviousSourceKeyDocument, RotateSourceKeyDocument } from './sources.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  title: { en: 'Write key', 'zh-Hans': '写入密钥' },
  current: { en: 'Key ending in {hint}', 'zh-Hans': '以 {hint} 结尾的密钥' },
  old: { en: 'Old key, ending in {hint}', 'zh-Hans': '旧密钥，以 {hint} 结尾' },
  used: { en: 'last used', 'zh-Hans': '最近使用' },
  neverUsed: { en: 'not used yet', 'zh-Hans': '尚未使用' },
  ends: { en: 'works until {when}', 'zh-Hans': '有效期至 {when}' },
  rotate: { en: 'Rotate the key', 'zh-Hans': '轮换密钥' },
  rotateText: {
    en: 'A new key is made now. The old one works on beside it, so that no event is lost while you change your clients; this page shows which of the two is still used.',
    'zh-Hans': '现在将生成新密钥。旧密钥会继续有效一段时间，更换客户端期间不会丢失事件；本页会显示哪个密钥仍在使用。',
  },
  overlap: { en: 'The old key works for', 'zh-Hans': '旧密钥继续有效' },
  days: {
    en: '{days, plural, =0 {no longer} one {# day} other {# days}}',
    'zh-Hans': '{days, plural, =0 {立即失效} other {# 天}}',
  },
  endOld: { en: 'End the old key', 'zh-Hans': '停用旧密钥' },
  endText: {
    en: 'From now on calls with the old key are refused with 401, and most clients drop their events. It was last used: {used}.',
    'zh-Hans': '此后使用旧密钥的调用将以 401 被拒，大多数客户端会丢弃事件。最近使用：{used}。',
  },
  once: { en: 'Copy it now: it is shown this once.', 'zh-Hans': '请立即复制：只显示这一次。' },
});
const overlaps = [0, 1, 7, 30, 90] as const;

type Props = { readonly source: Source; readonly readonly: boolean };

/** The key, and during a rotation the one before it: which is used, and until when. */
export function KeyPanel({ source, readonly }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { key, previousKey } = source;
  const fresh = freshKey(source.ref);
  return (
    <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography variant="delta" tag="h2">
          {t('title')}
        </Typography>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <KeyLine label={t('current', { hint: key.hint })} lastUsedAt={key.lastUsedAt} />
          {!readonly && previousKey === null && <Rotate source={source} />}
        </Flex>
        {fresh !== null && (
          <Notice kind="good">
            <Typography fontWeight="semiBold">{t('once')}</Typography>
            <Flex gap={3} wrap="wrap">
              <CodeBlock text={fresh} label={t('title')} />
              <CopyButton text={fresh} what={t('title')} />
            </Flex>
          </Notice>
        )}
        {previousKey !== null && (
          <Flex justifyContent="space-between" gap={4} wrap="wrap">
            <KeyLine
              label={t('old', { hint: previousKey.hint })}
              lastUsedAt={previousKey.lastUsedAt}
              note={
                previousKey.endsAt === null
                  ? ''
                  : t('ends', { when: formatMoment(Date.parse(previousKey.endsAt), locale) })
              }
            />
            {!readonly && <EndOld source={source} lastUsedAt={previousKey.lastUsedAt} />}
          </Flex>
        )}
      </Flex>
    </Box>
  );
}

function KeyLine(props: { readonly label: string; readonly lastUsedAt: string | null; readonly note?: string }) {
  const t = useTexts(texts);
  const { label, lastUsedAt, note = '' } = props;
  return (
    <Flex gap={3} alignItems="center">
      <Key aria-hidden fill="neutral500" />
      <Typography fontWeight="semiBold">{label}</Typography>
      <Typography textColor="neutral600">
        {lastUsedAt === null ? (
          t('neverUsed')
        ) : (
          <>
            {t('used')} <RelativeTime at={lastUsedAt} />
          </>
        )}
        {note === '' ? '' : ` · ${note}`}
      </Typography>
    </Flex>
  );
}

function Rotate({ source }: { readonly source: Source }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState<number>(7);
  const rotate = useCommand(RotateSourceKeyDocument);
  const confirm = (): void =>
    rotate.mutate(
      { input: { source: source.ref, overlapDays: days, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ rotateSourceKey: { writeKey } }) => {
          if (writeKey !== null) rememberKey(source.ref, writeKey);
          setOpen(false);
        },
      },
    );
  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {t('rotate')}
      </Button>
      {open && (
        <ConfirmDialog
          title={t('rotate')}
          text={t('rotateText')}
          action={t('rotate')}
          isBusy={rotate.isPending}
          error={rotate.error}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        >
          <SingleSelect aria-label={t('overlap')} value={String(days)} onChange={(next) => setDays(Number(next))}>
            {overlaps.map((one) => (
              <SingleSelectOption key={one} value={String(one)}>
                {`${t('overlap')}: ${t('days', { days: one })}`}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </ConfirmDialog>
      )}
    </>
  );
}

function EndOld({ source, lastUsedAt }: { readonly source: Source; readonly lastUsedAt: string | null }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const end = useCommand(EndPreviousSourceKeyDocument);
  const used = lastUsedAt === null ? t('neverUsed') : formatMoment(Date.parse(lastUsedAt), locale);
  return (
    <>
      <Button variant="danger-light" onClick={() => setAsking(true)}>
        {t('endOld')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('endOld')}
          text={t('endText', { used })}
          action={t('endOld')}
          isDanger
          isBusy={end.isPending}
          error={end.error}
          onConfirm={() =>
            end.mutate(
              { input: { source: source.ref, idempotencyKey: newCommandKey() } },
              { onSuccess: () => setAsking(false) },
            )
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
