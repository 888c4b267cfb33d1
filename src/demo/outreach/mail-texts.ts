const english = {
  language: 'en',
  title: 'Mailboxes of Nordlicht’s customers',
  standIn:
    'The demo’s own mail server: what Rapport sends to invented customers ends here. Nothing leaves this machine.',
  mails: 'Mails',
  mail: 'The mail',
  none: 'No mail has come yet.',
  choose:
    'Choose a mail. Its links work: what you click, answer or unsubscribe is that customer’s doing, and is in Rapport seconds later.',
  to: 'To',
  unsubscribe: 'Unsubscribe (the link of the mail’s header)',
};
export type MailTexts = typeof english;

const chinese: MailTexts = {
  language: 'zh-Hans',
  title: 'Nordlicht 客户的邮箱',
  standIn: '演示自带的邮件服务器：Rapport 发给虚构客户的邮件都到这里，不会离开本机。',
  mails: '邮件',
  mail: '邮件内容',
  none: '还没有邮件。',
  choose: '请选择一封邮件。其中的链接可以使用：您的点击、回答或退订都算作该客户的操作，几秒后即可在 Rapport 中看到。',
  to: '收件人',
  unsubscribe: '退订（邮件头中的链接）',
};

/** @param accepted the header Accept-Language */
export function textsFor(accepted: string): MailTexts {
  return accepted.toLowerCase().startsWith('zh') ? chinese : english;
}
