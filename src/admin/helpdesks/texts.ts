import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Helpdesks', 'zh-Hans': '客服系统' },
  subtitle: {
    en: 'Their conversations become part of each customer’s story. They tell of them by webhooks.',
    'zh-Hans': '客服会话将通过 webhook 进入每位客户的时间线。',
  },
  connect: { en: 'Connect a helpdesk', 'zh-Hans': '连接客服系统' },
  none: {
    en: 'No helpdesk is connected yet. Connect one, and give it the address that is shown then.',
    'zh-Hans': '尚未连接客服系统。请先连接，再把显示的地址填入客服系统。',
  },
  name: { en: 'Name', 'zh-Hans': '名称' },
  nameHint: { en: 'For people: “Support”.', 'zh-Hans': '供人识别，例如“售后客服”。' },
  key: { en: 'Key', 'zh-Hans': '标识' },
  keyHint: {
    en: 'In addresses and in the ids of what comes from it. It stays. Lower case letters, digits and -.',
    'zh-Hans': '用于地址和来自该系统的编号，创建后不可更改。仅限小写字母、数字和 -。',
  },
  kind: { en: 'Helpdesk', 'zh-Hans': '系统' },
  lastDelivery: { en: 'Last webhook', 'zh-Hans': '最近一次 webhook' },
  never: { en: 'none so far', 'zh-Hans': '暂无' },
  state: { en: 'State', 'zh-Hans': '状态' },
  on: { en: 'On', 'zh-Hans': '启用' },
  off: { en: 'Off', 'zh-Hans': '停用' },
  waiting: {
    en: '{count, plural, one {# webhook waits} other {# webhooks wait}}',
    'zh-Hans': '{count} 条 webhook 待处理',
  },
  failed: {
    en: '{count, plural, one {# webhook could not be read} other {# webhooks could not be read}}',
    'zh-Hans': '{count} 条 webhook 无法处理',
  },
  edit: { en: 'Edit', 'zh-Hans': '编辑' },
  editTitle: { en: 'Edit {name}', 'zh-Hans': '编辑 {name}' },
  save: { en: 'Save', 'zh-Hans': '保存' },
  saved: { en: 'Saved.', 'zh-Hans': '已保存。' },
  enabled: { en: 'Takes webhooks', 'zh-Hans': '接收 webhook' },
  remove: { en: 'Remove', 'zh-Hans': '移除' },
  removeTitle: { en: 'Remove “{name}”?', 'zh-Hans': '移除“{name}”？' },
  removeText: {
    en: 'Its address is refused at once, and its secrets are gone. Conversations that it told of stay.',
    'zh-Hans': '其地址会立即失效，密钥将被清除。已记录的会话会保留。',
  },
  removed: { en: 'Removed.', 'zh-Hans': '已移除。' },
  addressTitle: { en: 'Give “{name}” this address', 'zh-Hans': '请将此地址填入“{name}”' },
  addressText: {
    en: 'It holds a secret and is shown this once. In Chatwoot: Settings, Integrations, Webhooks; all events but those of typing. Then edit this connection and put in the secret that Chatwoot shows for the webhook.',
    'zh-Hans':
      '地址中含有密钥，只显示这一次。在 Chatwoot 中：设置 → 集成 → Webhooks，勾选除“正在输入”外的所有事件。随后编辑此连接，填入 Chatwoot 为该 webhook 显示的密钥。',
  },
  address: { en: 'Address for webhooks', 'zh-Hans': 'webhook 地址' },
  keepSecret: { en: 'Leave it empty to keep the one that is stored.', 'zh-Hans': '留空则保留已保存的值。' },
  wrongNumber: { en: 'A whole number is needed.', 'zh-Hans': '请输入整数。' },
});
