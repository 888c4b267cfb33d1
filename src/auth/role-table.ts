/**
 * The ready roles and what each may do. One line for each right; a right without a line fails a test. docs/privacy.md shows the same
 * table. A Super Admin may do everything.
 */
export const roleCodes = ['marketing', 'cx-lead', 'agent', 'developer', 'privacy-officer'] as const;
export type RoleCode = (typeof roleCodes)[number];

export const roleLabels: Readonly<
  Record<RoleCode, { readonly name: string; readonly description: { readonly en: string; readonly 'zh-Hans': string } }>
> = {
  marketing: {
    name: 'Marketing · 市场',
    description: {
      en: 'Sees customers with personal data masked; finds whom to reach.',
      'zh-Hans': '查看脱敏后的客户，筛选触达对象。',
    },
  },
  'cx-lead': {
    name: 'CX lead · 客户体验主管',
    description: {
      en: 'Sees customers whole, edits them, decides who is who.',
      'zh-Hans': '查看完整客户资料，编辑资料，处理身份合并。',
    },
  },
  agent: {
    name: 'Agent · 客服',
    description: {
      en: 'Sees the customer in front of him whole, and corrects what is wrong.',
      'zh-Hans': '查看当前客户的完整资料，并更正错误。',
    },
  },
  developer: {
    name: 'Developer · 开发者',
    description: {
      en: 'Connects sources, watches what arrives, makes API tokens; personal data stays masked.',
      'zh-Hans': '接入数据源，观察数据流入，管理 API 令牌；个人信息保持脱敏。',
    },
  },
  'privacy-officer': {
    name: 'Privacy officer · 隐私专员',
    description: {
      en: 'Exports and erases a person, and reads who did what.',
      'zh-Hans': '导出、删除个人数据，查看审计日志。',
    },
  },
};

export const scopeRoles: Readonly<Record<string, readonly RoleCode[]>> = {
  'profile.read': ['marketing', 'cx-lead', 'agent', 'developer', 'privacy-officer'],
  'timeline.read': ['marketing', 'cx-lead', 'agent', 'developer', 'privacy-officer'],
  'pii.read': ['cx-lead', 'agent', 'privacy-officer'],
  'profile.write': ['cx-lead', 'agent'],
  'identity.write': ['cx-lead'],
  'import.write': ['marketing', 'cx-lead', 'developer'],
  'event.write': ['developer'],
  'source.read': ['developer'],
  'source.write': ['developer'],
  'catalogue.read': ['marketing', 'cx-lead', 'developer'],
  'catalogue.write': ['cx-lead', 'developer'],
  'situation.read': ['marketing', 'cx-lead', 'agent'],
  'situation.write': ['cx-lead'],
  'suggestion.write': ['cx-lead', 'agent'],
  'panel.use': ['cx-lead', 'agent'],
  'panel.invite': ['cx-lead'],
  'segment.read': ['marketing', 'cx-lead', 'agent', 'developer'],
  'segment.write': ['marketing', 'cx-lead'],
  'segment.publish': ['marketing', 'cx-lead'],
  'segment.export': ['marketing', 'cx-lead'],
  'script.read': ['marketing', 'cx-lead', 'agent'],
  'script.write': ['cx-lead'],
  'outreach.read': ['marketing', 'cx-lead', 'agent', 'developer'],
  'outreach.write': ['marketing', 'cx-lead'],
  'outreach.send': ['marketing', 'cx-lead'],
  'outreach.approve': ['marketing', 'cx-lead'],
  'consent.write': ['cx-lead', 'agent', 'privacy-officer'],
  'channel.write': ['developer'],
  'figures.read': ['marketing', 'cx-lead'],
  'helpdesk.read': ['cx-lead', 'developer'],
  'helpdesk.write': ['developer'],
  'operations.read': ['developer'],
  'operations.write': ['developer'],
  'audit.read': ['privacy-officer'],
  'privacy.export': ['privacy-officer'],
  'privacy.erase': ['privacy-officer'],
};

/** Rights of Strapi's own that go with a role: in the content manager, and for API tokens. */
export const strapiActions: Readonly<
  Partial<Record<RoleCode, readonly { readonly action: string; readonly subject?: string }[]>>
> = {
  'cx-lead': ['create', 'read', 'update', 'delete', 'publish'].map((verb) => ({
    action: `plugin::content-manager.explorer.${verb}`,
    subject: 'plugin::empathy.script',
  })),
  developer: [
    ...['create', 'read', 'update', 'delete'].map((verb) => ({
      action: `plugin::content-manager.explorer.${verb}`,
      subject: 'api::source.source',
    })),
    ...['access', 'create', 'read', 'update', 'regenerate', 'delete'].map((verb) => ({
      action: `admin::api-tokens.${verb}`,
    })),
  ],
};
