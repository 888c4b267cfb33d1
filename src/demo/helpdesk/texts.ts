const english = {
  language: 'en',
  title: 'Helpdesk of Nordlicht',
  standIn: 'A stand-in of Chatwoot for the demo: what its invented customers and agents write, with Rapport beside it.',
  conversations: 'Conversations',
  messages: 'Messages',
  none: 'Nobody has written yet.',
  nobody: 'nobody has it',
  helpdesk: 'Helpdesk',
  open: 'open',
  closed: 'resolved',
};
export type DeskTexts = typeof english;

const chinese: DeskTexts = {
  language: 'zh-Hans',
  title: 'Nordlicht 客服系统',
  standIn: '演示用的 Chatwoot 替身：展示虚构客户与客服的对话，旁边是 Rapport 面板。',
  conversations: '会话',
  messages: '消息',
  none: '还没有人来信。',
  nobody: '无人负责',
  helpdesk: '客服系统',
  open: '进行中',
  closed: '已解决',
};

/** @param accepted the header Accept-Language */
export function textsFor(accepted: string): DeskTexts {
  return accepted.toLowerCase().startsWith('zh') ? chinese : english;
}
