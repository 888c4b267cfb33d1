/** The ready text of the message that asks whether an address is somebody's: language -> part -> text. Whoever likes changes it. */
export const confirmationText: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    subject: 'Please confirm: {{topic_name}}',
    html: mail(
      'Somebody, we hope you, entered this address to get “{{topic_name}}”. Please confirm that it is yours.',
      'Yes, I want that',
      'If it was not you, you need not do anything: you will not get it.',
    ),
    text: 'Somebody, we hope you, entered this address to get “{{topic_name}}”. Please confirm that it is yours:\n\n{{confirm_url}}\n\nIf it was not you, you need not do anything: you will not get it.',
  },
  'zh-Hans': {
    subject: '请确认订阅：{{topic_name}}',
    html: mail(
      '有人（希望是您本人）填写了这个邮箱地址，希望接收“{{topic_name}}”。请确认这是您的地址。',
      '确认接收',
      '如果不是您本人操作，无需理会，您不会收到这些消息。',
    ),
    text: '有人（希望是您本人）填写了这个邮箱地址，希望接收“{{topic_name}}”。请确认这是您的地址：\n\n{{confirm_url}}\n\n如果不是您本人操作，无需理会，您不会收到这些消息。',
  },
};

function mail(ask: string, yes: string, no: string): string {
  return `<mjml><mj-head><mj-attributes><mj-all font-family="Arial, Helvetica, sans-serif" /></mj-attributes></mj-head><mj-body><mj-section><mj-column>
<mj-text font-size="16px" line-height="1.5">${ask}</mj-text>
<mj-button href="{{confirm_url}}" background-color="#1c4f9c" color="#ffffff" font-size="16px">${yes}</mj-button>
<mj-text font-size="14px" line-height="1.5" color="#595959">${no}</mj-text>
</mj-column></mj-section></mj-body></mjml>`;
}
