import { defineTexts, formatNumber, Notice, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { isBuilding } from '../list/health';
import type { Segment } from './segment-page';

const texts = defineTexts({
  building: { en: 'Version {version} is being built', 'zh-Hans': '正在构建版本 {version}' },
  waiting: { en: 'waiting for its turn', 'zh-Hans': '排队等待' },
  scanning: { en: 'looking at everybody', 'zh-Hans': '正在逐一核对所有客户' },
  swapping: { en: 'taking the place of the old one', 'zh-Hans': '正在替换旧版本' },
  counts: {
    en: 'Until then what counts is version {version} with {size}; the new one has {members}.',
    'zh-Hans': '完成前仍以版本 {version}（{size} 人）为准；新版本有 {members} 人。',
  },
  countsUncounted: {
    en: 'Until then what counts is version {version} with {size}.',
    'zh-Hans': '完成前仍以版本 {version}（{size} 人）为准。',
  },
  firstCounts: { en: 'The new version has {members}.', 'zh-Hans': '新版本有 {members} 人。' },
});
const stages = ['waiting', 'scanning', 'swapping'] as const;

/** How far the new version is, beside the one that counts meanwhile. */
export function BuildProgress({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { build, version, size } = segment;
  if (build === null || !isBuilding(build)) return null;
  const stage = stages.find((one) => one === build.stage) ?? 'waiting';
  const old = { version, size: formatNumber(size, locale) };
  const members = build.members === null ? null : formatNumber(build.members, locale);
  return (
    <Notice kind="good">
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography fontWeight="semiBold">{`${t('building', { version: build.version })}: ${t(stage)}`}</Typography>
        {members === null ? (
          version !== 0 && <Typography>{t('countsUncounted', old)}</Typography>
        ) : (
          <Typography>{version === 0 ? t('firstCounts', { members }) : t('counts', { ...old, members })}</Typography>
        )}
        <progress aria-label={t(stage)} max={stages.length} value={stages.indexOf(stage) + 0.5} />
      </Flex>
    </Notice>
  );
}
