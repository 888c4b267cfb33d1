import type { ReadyTemplate } from './ready-template';

const ready: ReadyTemplate = {
  key: 'letter',
  name: { en: 'A plain letter', 'zh-Hans': '一封普通信件' },
  description: {
    en: 'A few sentences without pictures, as one person writes to another. Good for a welcome or a question.',
    'zh-Hans': '几句话，没有图片，像人与人之间的来信。适合欢迎或询问。',
  },
  medium: 'email',
  defaultLocale: 'en',
  content: {
    en: {
      subject: '{{#sentence}}{{firstName}}, a word of welcome{{else}}A word of welcome{{/sentence}}',
      preheader: 'Who we are, and how you reach us.',
      text: `{{salutation}},

thank you for being with us. {{#sentence}}You told us that {{customer.company}} is where you work: if others there need a hand, they can write to us, too. {{/sentence}}If anything is unclear, answer this letter: a person reads it.

Yours
The team

You get this because you agreed to it. To change your mind: {{preferences_url}}
`,
    },
    'zh-Hans': {
      subject: '{{#sentence}}{{firstName}}，欢迎您{{else}}欢迎您{{/sentence}}',
      preheader: '关于我们，以及如何联系我们。',
      text: `{{salutation}}！

感谢您选择我们。{{#sentence}}您在 {{customer.company}} 工作，您的同事如需帮助也可以随时来信。{{/sentence}}如有任何疑问，直接回复这封信即可，会有专人阅读。

此致
团队全体成员

您同意接收后才会收到此信。如需更改：{{preferences_url}}
`,
    },
  },
  event: null,
};
export default ready;
