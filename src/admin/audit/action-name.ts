import { formatText } from '@rapport/sdk/admin/pure';
import type { Locale, Text } from '@rapport/sdk/admin/pure';

/** By what was done: the filter's groups, in this order. */
export const groups = ['read', 'change', 'identity', 'export', 'erase', 'administration'] as const;
export type Group = (typeof groups)[number];
type Known = Text & { readonly group: Group };

const read = { group: 'read' } as const;
const change = { group: 'change' } as const;
const identity = { group: 'identity' } as const;
const exported = { group: 'export' } as const;
const erase = { group: 'erase' } as const;
const administration = { group: 'administration' } as const;

/** What the log calls what was done, in words. An action that is not here (a plugin's) shows its own name. */
const known: Readonly<Record<string, Known>> = {
  'profile.read': { ...read, en: 'Looked at a customer', 'zh-Hans': '查看客户' },
  'profiles.list': { ...read, en: 'Looked at a list of customers', 'zh-Hans': '查看客户列表' },
  updateTraits: { ...change, en: 'Changed traits', 'zh-Hans': '修改属性' },
  setRetention: { ...administration, en: 'Set how long events are kept', 'zh-Hans': '设置事件保留期限' },
  removeRetention: { ...administration, en: 'Removed a rule of retention', 'zh-Hans': '移除保留规则' },
  completeWelcome: { ...change, en: 'Looked at a first customer', 'zh-Hans': '首次查看客户' },
  mergeProfiles: { ...identity, en: 'Merged two customers', 'zh-Hans': '合并两位客户' },
  unmerge: { ...identity, en: 'Undid a merge', 'zh-Hans': '撤销合并' },
  decideReview: { ...identity, en: 'Decided a conflict or suggestion', 'zh-Hans': '处理冲突或建议' },
  separateIdentifier: { ...identity, en: 'Separated an identifier', 'zh-Hans': '拆出标识符' },
  exportProfile: { ...exported, en: 'Asked for an export of a customer', 'zh-Hans': '申请导出客户数据' },
  'profile.export': { ...exported, en: 'Exported a customer', 'zh-Hans': '导出客户数据' },
  'audit.export': { ...exported, en: 'Exported the audit log', 'zh-Hans': '导出审计日志' },
  'export.profiles': { ...exported, en: 'Exported all customers', 'zh-Hans': '导出全部客户' },
  'export.events': { ...exported, en: 'Exported all events', 'zh-Hans': '导出全部事件' },
  'erasure.begun': { ...erase, en: 'Erased a customer', 'zh-Hans': '删除客户数据' },
  'erasure.finished': { ...erase, en: 'An erasure came to its end', 'zh-Hans': '删除完成' },
  describeEventName: { ...change, en: 'Noted something on an event', 'zh-Hans': '编辑事件说明' },
  saveTrackingPlan: { ...change, en: 'Saved a tracking plan', 'zh-Hans': '保存埋点方案' },
  restoreTrackingPlan: { ...change, en: 'Went back to an older tracking plan', 'zh-Hans': '恢复旧的埋点方案' },
  createSavedView: { ...change, en: 'Saved a view', 'zh-Hans': '保存视图' },
  changeSavedView: { ...change, en: 'Changed a view', 'zh-Hans': '修改视图' },
  removeSavedView: { ...change, en: 'Removed a view', 'zh-Hans': '移除视图' },
  createSource: { ...administration, en: 'Created a source', 'zh-Hans': '创建数据源' },
  updateSource: { ...administration, en: 'Changed a source', 'zh-Hans': '修改数据源' },
  deleteSource: { ...administration, en: 'Deleted a source', 'zh-Hans': '删除数据源' },
  rotateSourceKey: { ...administration, en: 'Rotated the key of a source', 'zh-Hans': '轮换数据源密钥' },
  endPreviousSourceKey: { ...administration, en: 'Ended the old key of a source', 'zh-Hans': '停用数据源旧密钥' },
  replayRejectedEvents: { ...administration, en: 'Sent rejected events again', 'zh-Hans': '重发被拒事件' },
  'source.create': { ...administration, en: 'Source created', 'zh-Hans': '数据源已创建' },
  'source.update': { ...administration, en: 'Source changed', 'zh-Hans': '数据源已修改' },
  'source.delete': { ...administration, en: 'Source deleted', 'zh-Hans': '数据源已删除' },
  'token.create': { ...administration, en: 'API token created', 'zh-Hans': 'API 令牌已创建' },
  'token.update': { ...administration, en: 'API token changed', 'zh-Hans': 'API 令牌已修改' },
  'token.delete': { ...administration, en: 'API token deleted', 'zh-Hans': 'API 令牌已删除' },
  'role.create': { ...administration, en: 'Role created', 'zh-Hans': '角色已创建' },
  'role.update': { ...administration, en: 'Role changed', 'zh-Hans': '角色已修改' },
  'role.delete': { ...administration, en: 'Role deleted', 'zh-Hans': '角色已删除' },
  'permission.create': { ...administration, en: 'Right given to a role', 'zh-Hans': '角色获得权限' },
  'permission.update': { ...administration, en: 'Right of a role changed', 'zh-Hans': '角色权限已修改' },
  'permission.delete': { ...administration, en: 'Right taken from a role', 'zh-Hans': '角色权限被移除' },
  'user.create': { ...administration, en: 'Administrator invited', 'zh-Hans': '管理员已邀请' },
  'user.update': { ...administration, en: 'Administrator changed', 'zh-Hans': '管理员已修改' },
  'user.delete': { ...administration, en: 'Administrator deleted', 'zh-Hans': '管理员已删除' },
  'secrets.rotate': { ...administration, en: 'Rotated the key of secrets', 'zh-Hans': '轮换加密密钥' },
};

const groupTexts: Readonly<Record<Group, Text>> = {
  read: { en: 'Read', 'zh-Hans': '查看' },
  change: { en: 'Changed', 'zh-Hans': '修改' },
  identity: { en: 'Merged and separated', 'zh-Hans': '合并与拆分' },
  export: { en: 'Exported', 'zh-Hans': '导出' },
  erase: { en: 'Erased', 'zh-Hans': '删除' },
  administration: { en: 'Administration', 'zh-Hans': '系统管理' },
};

export function actionName(action: string, locale: Locale): string {
  const text = Object.hasOwn(known, action) ? known[action] : undefined;
  return text === undefined ? action : formatText(text, locale);
}

export function groupName(group: Group, locale: Locale): string {
  return formatText(groupTexts[group], locale);
}

/** What nobody knows has changed something: reads and what is said above are all there is beside. */
export function groupOf(action: string): Group {
  const text = Object.hasOwn(known, action) ? known[action] : undefined;
  return text?.group ?? 'change';
}
