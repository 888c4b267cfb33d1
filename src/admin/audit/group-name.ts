import { formatText } from '@rapport/sdk/admin/pure';
import type { AuditGroup, Locale, Text } from '@rapport/sdk/admin/pure';

const groupTexts: Readonly<Record<AuditGroup, Text>> = {
  read: { en: 'Read', 'zh-Hans': '查看' },
  change: { en: 'Changed', 'zh-Hans': '修改' },
  identity: { en: 'Merged and separated', 'zh-Hans': '合并与拆分' },
  export: { en: 'Exported', 'zh-Hans': '导出' },
  erase: { en: 'Erased', 'zh-Hans': '删除' },
  administration: { en: 'Administration', 'zh-Hans': '系统管理' },
};

export function groupName(group: AuditGroup, locale: Locale): string {
  return formatText(groupTexts[group], locale);
}
