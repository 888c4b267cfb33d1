import { CodeBlock, CopyButton, defineTexts, Notice, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Tabs, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { freshKey } from './fresh-keys';
import { snippet, snippetsFor } from './snippets';
import type { SnippetKind } from './snippets';
import type { Source } from './source-detail';

const texts = defineTexts({
  keyTitle: { en: 'Write key', 'zh-Hans': '写入密钥' },
  once: {
    en: 'Copy it now: it is shown this once. Later only its last four characters are.',
    'zh-Hans': '请立即复制：密钥只显示这一次，之后只显示末四位。',
  },
  public: {
    en: 'This key is public: every visitor of your pages can read it.',
    'zh-Hans': '此密钥是公开的：您网页的每位访客都能读到它。',
  },
  hidden: {
    en: 'The key ends in {hint}. It was shown when it was made; the lines below say WRITE_KEY where it belongs. Whoever has lost it rotates it in Settings.',
    'zh-Hans': '密钥以 {hint} 结尾，仅在创建时显示过；下方代码中 WRITE_KEY 即为密钥位置。如已丢失，请在“设置”中轮换。',
  },
  snippets: { en: 'Send an event', 'zh-Hans': '发送事件' },
  browser: { en: 'Browser', 'zh-Hans': '浏览器' },
  node: { en: 'Node.js', 'zh-Hans': 'Node.js' },
  curl: { en: 'curl', 'zh-Hans': 'curl' },
  rudderstack: { en: 'RudderStack', 'zh-Hans': 'RudderStack' },
});

/** The key, where it may be seen, and lines to copy that work as they are. */
export function SetUp({ source }: { readonly source: Source }) {
  const t = useTexts(texts);
  const fresh = freshKey(source.ref);
  const key = fresh ?? source.publicKey;
  const kinds = snippetsFor(source.kind);
  const [which, setWhich] = useState<SnippetKind>(kinds[0] ?? 'curl');
  const lines = snippet(which, source.kind, window.location.origin, key ?? 'WRITE_KEY');
  return (
    <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={5}>
        {key === null ? (
          <Typography textColor="neutral700">{t('hidden', { hint: source.key.hint })}</Typography>
        ) : (
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Typography variant="delta" tag="h2">
              {t('keyTitle')}
            </Typography>
            <Flex gap={3} wrap="wrap">
              <CodeBlock text={key} label={t('keyTitle')} />
              <CopyButton text={key} what={t('keyTitle')} />
            </Flex>
            {source.publicKey === null ? (
              <Notice kind="warning">{t('once')}</Notice>
            ) : (
              <Typography variant="pi" textColor="neutral600">
                {t('public')}
              </Typography>
            )}
          </Flex>
        )}
        <Typography variant="delta" tag="h2">
          {t('snippets')}
        </Typography>
        <Tabs.Root
          variant="simple"
          value={which}
          onValueChange={(next) => setWhich(kinds.find((one) => one === next) ?? which)}
        >
          <Tabs.List aria-label={t('snippets')}>
            {kinds.map((one) => (
              <Tabs.Trigger key={one} value={one}>
                {t(one)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {kinds.map((one) => (
            <Tabs.Content key={one} value={one}>
              <Flex direction="column" alignItems="stretch" gap={3} paddingTop={4}>
                <CodeBlock text={lines} label={t(one)} />
                <Flex justifyContent="flex-end">
                  <CopyButton text={lines} what={t(one)} />
                </Flex>
              </Flex>
            </Tabs.Content>
          ))}
        </Tabs.Root>
      </Flex>
    </Box>
  );
}
