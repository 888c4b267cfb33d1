import {
  announceDone,
  defineTexts,
  describeError,
  newCommandKey,
  RelativeTime,
  useCommand,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { ChangeSegmentDocument } from '../builder/builder.documents';
import { Sentence } from './definition';
import { Block } from './json-block';
import { lineDiff } from './line-diff';
import type { Segment } from './segment-page';
import { versionsOf } from './versions-of';
import type { Version } from './versions-of';

const texts = defineTexts({
  none: { en: 'Nothing was published yet.', 'zh-Hans': '还没有发布过。' },
  version: { en: 'Version {version}', 'zh-Hans': '版本 {version}' },
  current: { en: 'counts', 'zh-Hans': '当前生效' },
  draft: { en: 'The draft differs from what counts.', 'zh-Hans': '草稿与当前版本不同。' },
  restore: { en: 'Make it the draft again', 'zh-Hans': '恢复为草稿' },
  restored: { en: 'It is the draft now; publish it to make it count.', 'zh-Hans': '已恢复为草稿，发布后生效。' },
  differences: { en: 'Compare with the draft', 'zh-Hans': '与草稿对比' },
  hide: { en: 'Hide the comparison', 'zh-Hans': '收起对比' },
});
/** All that was published, newest first. Going back makes an old one the draft, which publishing makes the newest. */
export function Versions({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const versions = versionsOf(segment.versions);
  if (versions.length === 0) return <Typography textColor="neutral600">{t('none')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
      {versions.map((version) => (
        <li key={version.version}>
          <VersionCard segment={segment} version={version} />
        </li>
      ))}
    </Flex>
  );
}

function VersionCard({ segment, version }: { readonly segment: Segment; readonly version: Version }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const [comparing, setComparing] = useState(false);
  const change = useCommand(ChangeSegmentDocument);
  const draft = segment.definition ?? null;
  const isDraft = JSON.stringify(draft) === JSON.stringify(version.definition);
  const title = t('version', { version: version.version });
  const write = (definition: Json) => ({
    input: { segmentId: segment.segmentId, definition, idempotencyKey: newCommandKey() },
  });
  const restore = (): void =>
    change.mutate(write(version.definition), {
      onSuccess: () => announceDone({ message: t('restored'), undo: () => change.mutateAsync(write(draft)) }),
    });
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Flex gap={3} wrap="wrap">
            <Typography fontWeight="semiBold">{title}</Typography>
            {version.version === segment.version && (
              <Badge backgroundColor="success100" textColor="success700">
                {t('current')}
              </Badge>
            )}
            <Typography variant="pi" textColor="neutral600">
              <RelativeTime at={version.at} /> · {version.actor}
            </Typography>
          </Flex>
          <Flex gap={2}>
            {!isDraft && (
              <Button
                size="S"
                variant="ghost"
                aria-expanded={comparing}
                aria-label={`${comparing ? t('hide') : t('differences')}: ${title}`}
                onClick={() => setComparing(!comparing)}
              >
                {comparing ? t('hide') : t('differences')}
              </Button>
            )}
            {!isDraft && can('segment.write') && (
              <Button
                size="S"
                variant="tertiary"
                loading={change.isPending}
                aria-label={`${t('restore')}: ${title}`}
                onClick={restore}
              >
                {t('restore')}
              </Button>
            )}
          </Flex>
        </Flex>
        {version.version === segment.version && !isDraft && (
          <Typography textColor="warning700">{t('draft')}</Typography>
        )}
        <Sentence definition={version.definition} />
        {comparing && <Diff before={version.definition} after={draft} label={t('differences')} />}
        {change.error !== null && (
          <Typography textColor="danger600" role="alert">
            {describeError(change.error, locale)}
          </Typography>
        )}
      </Flex>
    </Box>
  );
}

function Diff({ before, after, label }: { readonly before: Json; readonly after: Json; readonly label: string }) {
  const lines = lineDiff(JSON.stringify(before, null, 2), JSON.stringify(after, null, 2));
  return (
    <Block tabIndex={0} role="region" aria-label={label}>
      {lines.map(({ sign, text }, at) => (
        <Line key={at} $sign={sign}>{`${sign} ${text}\n`}</Line>
      ))}
    </Block>
  );
}

const Line = styled.span<{ readonly $sign: string }>`
  display: block;
  color: ${({ theme, $sign }) =>
    $sign === '+' ? theme.colors.success700 : $sign === '-' ? theme.colors.danger700 : 'inherit'};
  background: ${({ theme, $sign }) =>
    $sign === '+' ? theme.colors.success100 : $sign === '-' ? theme.colors.danger100 : 'transparent'};
`;
