import { defineAuditWords } from '@rapport/sdk/admin/pure';

const read = { group: 'read' } as const;
const change = { group: 'change' } as const;
const administration = { group: 'administration' } as const;

export const auditWords = defineAuditWords({
  'panel.read': { ...read, en: 'Looked at a customer in the agent panel', 'zh-Hans': '在客服面板查看客户' },
  createSituation: { ...change, en: 'Created a situation', 'zh-Hans': '新建情境' },
  changeSituation: { ...change, en: 'Changed a situation', 'zh-Hans': '修改情境' },
  removeSituation: { ...change, en: 'Removed a situation', 'zh-Hans': '移除情境' },
  turnSituation: { ...change, en: 'Switched a situation on or off', 'zh-Hans': '启用或停用情境' },
  restoreSituation: { ...change, en: 'Restored a ready situation', 'zh-Hans': '恢复预置情境' },
  installSituations: { ...change, en: 'Added the ready situations', 'zh-Hans': '添加预置情境' },
  offerSuggestion: { ...change, en: 'Was offered a suggestion', 'zh-Hans': '收到建议' },
  decideSuggestion: { ...change, en: 'Used or dismissed a suggestion', 'zh-Hans': '采用或忽略建议' },
  createPanelLink: {
    ...administration,
    en: 'Made a sign-in link to the agent panel',
    'zh-Hans': '创建客服面板登录链接',
  },
  panelSignIn: { ...administration, en: 'Signed in to the agent panel', 'zh-Hans': '登录客服面板' },
});
