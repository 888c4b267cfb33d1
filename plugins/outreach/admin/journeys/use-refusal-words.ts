import { defineTexts, useTexts } from '@rapport/sdk/admin';
import { useCallback } from 'react';

const texts = defineTexts({
  other: { en: 'the event is not what it begins with', 'zh-Hans': '事件不符合进入条件' },
  historical: { en: 'it was imported, or told again', 'zh-Hans': '事件来自导入或重放' },
  late: { en: 'the event arrived too late', 'zh-Hans': '事件到达过晚' },
  no_key: { en: 'the event lacks the property by which runs are told apart', 'zh-Hans': '事件缺少用于区分的属性' },
  definition: { en: 'the segment was changed', 'zh-Hans': '分群定义被修改' },
  merge: { en: 'two profiles became one, or one became two', 'zh-Hans': '档案合并或拆分' },
  entered_before: { en: 'had been in it before', 'zh-Hans': '此前已进入过' },
  running: { en: 'was in it already', 'zh-Hans': '当时已在旅程中' },
  unpublished: { en: 'it was not published yet', 'zh-Hans': '旅程当时尚未发布' },
});
const refusals = [
  ...(['other', 'historical', 'late', 'no_key', 'definition', 'merge', 'entered_before', 'running'] as const),
  'unpublished' as const,
];

/** Why somebody does not come into a journey: `late` in words; one that is not known here, as it is. */
export function useRefusalWords(): (reason: string) => string {
  const t = useTexts(texts);
  return useCallback(
    (reason) => {
      const known = refusals.find((one) => one === reason);
      return known === undefined ? reason : t(known);
    },
    [t],
  );
}
