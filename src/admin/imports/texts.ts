import { defineTexts } from '@rapport/sdk/admin';

/** What several parts of the page say. */
export const texts = defineTexts({
  title: { en: 'Import', 'zh-Hans': '导入' },
  back: { en: 'All imports', 'zh-Hans': '全部导入' },
  DRAFT: { en: 'Not started', 'zh-Hans': '未开始' },
  WAITING: { en: 'Waiting', 'zh-Hans': '等待中' },
  RUNNING: { en: 'Running', 'zh-Hans': '进行中' },
  DONE: { en: 'Done', 'zh-Hans': '已完成' },
  CANCELLED: { en: 'Stopped', 'zh-Hans': '已停止' },
  FAILED: { en: 'Failed', 'zh-Hans': '失败' },
  imported: { en: 'Imported', 'zh-Hans': '已导入' },
  present: { en: 'There before', 'zh-Hans': '此前已有' },
  rejected: { en: 'Rejected', 'zh-Hans': '被拒' },
  erased: { en: 'Of erased people', 'zh-Hans': '属于已删除者' },
  rows: { en: 'Rows', 'zh-Hans': '行数' },
  line: { en: 'Line', 'zh-Hans': '行号' },
  reason: { en: 'Reason', 'zh-Hans': '原因' },
});
