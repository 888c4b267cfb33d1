import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Segment', 'zh-Hans': '分群' },
  back: { en: 'Segments', 'zh-Hans': '分群' },
  gone: { en: 'There is no such segment (any more).', 'zh-Hans': '没有这个分群（或已被删除）。' },
  members: { en: 'Members', 'zh-Hans': '成员' },
  time: { en: 'Over time', 'zh-Hans': '规模变化' },
  changes: { en: 'Entries and exits', 'zh-Hans': '进出记录' },
  definition: { en: 'Definition', 'zh-Hans': '定义' },
  overlap: { en: 'Overlap', 'zh-Hans': '重叠' },
  versions: { en: 'Versions', 'zh-Hans': '历史版本' },
  backTest: { en: 'Back-test', 'zh-Hans': '回溯测试' },
  size: { en: 'Members', 'zh-Hans': '成员数' },
  version: { en: 'Version', 'zh-Hans': '版本' },
  lastChange: { en: 'Last entry or exit', 'zh-Hans': '最近进出' },
  key: { en: 'Key', 'zh-Hans': '标识' },
  never: { en: 'never', 'zh-Hans': '从未' },
});
