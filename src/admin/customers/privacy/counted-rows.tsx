import { defineTexts, formatNumber, formatText, numberIn, objects, textIn, useLocale } from '@rapport/sdk/admin';
import type { Json, Text } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';

const texts = defineTexts({
  profile: { en: 'Profiles', 'zh-Hans': '客户档案' },
  identifier: { en: 'Identifiers', 'zh-Hans': '标识符' },
  event: { en: 'Events', 'zh-Hans': '事件' },
  account_member: { en: 'Memberships in accounts', 'zh-Hans': '所属组织关系' },
  conversation: { en: 'Conversations', 'zh-Hans': '对话' },
  review: { en: 'Conflicts and suggestions', 'zh-Hans': '冲突和建议' },
  merge: { en: 'Merges', 'zh-Hans': '合并记录' },
  merged_profile: { en: 'Merged profiles', 'zh-Hans': '已合并的档案' },
  profile_activity: { en: 'Times of activity', 'zh-Hans': '活动时间' },
  profile_search: { en: 'Search entries', 'zh-Hans': '搜索条目' },
  rejected_event: { en: 'Rejected events', 'zh-Hans': '被拒事件' },
  never_merge: { en: 'Notes of “different people”', 'zh-Hans': '“不是同一人”的记录' },
  export_link: { en: 'Export links', 'zh-Hans': '导出链接' },
  otherEvents: { en: 'Mentions in events of others', 'zh-Hans': '他人事件中的提及' },
  otherEvidence: { en: 'Mentions in evidence of others', 'zh-Hans': '他人依据中的提及' },
});

/** By the names that the API counts under. */
const names: Readonly<Record<string, Text>> = {
  profile: texts.profile,
  identifier: texts.identifier,
  event: texts.event,
  account_member: texts.account_member,
  conversation: texts.conversation,
  review: texts.review,
  merge: texts.merge,
  merged_profile: texts.merged_profile,
  profile_activity: texts.profile_activity,
  profile_search: texts.profile_search,
  rejected_event: texts.rejected_event,
  never_merge: texts.never_merge,
  export_link: texts.export_link,
  'event (of others)': texts.otherEvents,
  'evidence (of others)': texts.otherEvidence,
};

/** `[{ name, rows }]` as people read it; what has no rows is left out. Tables of plugins go by their own name. */
export function CountedRows({ counts }: { readonly counts: Json }) {
  const locale = useLocale();
  const label = (name: string) => {
    const text = Object.hasOwn(names, name) ? names[name] : undefined;
    return text === undefined ? name : formatText(text, locale);
  };
  const shown = objects(counts)
    .map((one) => ({ name: textIn(one, 'name'), rows: numberIn(one, 'rows') }))
    .filter(({ rows }) => rows > 0);
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
      {shown.map(({ name, rows }) => (
        <Flex key={name} justifyContent="space-between" gap={4}>
          <Typography tag="dt">{label(name)}</Typography>
          <Typography tag="dd" fontWeight="semiBold">
            {formatNumber(rows, locale)}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
}
