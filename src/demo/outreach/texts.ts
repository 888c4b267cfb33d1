/** What the shop writes to its customers, in the languages of most of them. */
type Words = {
  readonly subject: string;
  readonly preheader: string;
  readonly title: string;
  readonly text: string;
  readonly button?: string;
};
export type DemoTemplate = {
  readonly key: string;
  readonly name: string;
  /** Where its button leads, on the shop's site. */
  readonly leadsTo: string;
  /** Whoever gets it may choose not to. */
  readonly isMarketing: boolean;
  readonly words: Readonly<Record<'en' | 'de' | 'zh-Hans', Words>>;
};

const choices = {
  en: ['You get this because you agreed to it, or are our customer.', 'Change what you get'],
  de: ['Sie bekommen das, weil Sie zugestimmt haben oder unser Kunde sind.', 'Ändern, was Sie bekommen'],
  'zh-Hans': ['您同意接收，或是我们的客户，因此收到此邮件。', '更改订阅'],
} as const;

/** Locale -> part -> text. */
export function contentOf({ leadsTo, isMarketing, words }: DemoTemplate): Record<string, Record<string, string>> {
  return Object.fromEntries(
    (['en', 'de', 'zh-Hans'] as const).map((locale) => {
      const { subject, preheader, title, text, button } = words[locale];
      const [why, change] = choices[locale];
      const foot = `<mj-divider border-width="1px" border-color="#dcdce4" /><mj-text font-size="14px">${why} <a href="{{preferences_url}}">${change}</a></mj-text>`;
      const link = `<mj-button href="https://nordlicht.example${leadsTo}" background-color="#1f5c4d" color="#ffffff">${button ?? ''}</mj-button>`;
      const html = `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#32324d" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f0f4f2">
    <mj-section background-color="#1f5c4d" padding="12px 24px">
      <mj-column><mj-text color="#ffffff" font-weight="600">Nordlicht</mj-text></mj-column>
    </mj-section>
    <mj-section background-color="#ffffff" padding="24px">
      <mj-column>
        <mj-text font-size="24px" line-height="32px" font-weight="600">${title}</mj-text>
        <mj-text>${text}</mj-text>
        ${button === undefined ? '' : link}
        ${isMarketing ? foot : ''}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
      return [locale, { subject, preheader, html }];
    }),
  );
}

export const demoTemplates: readonly DemoTemplate[] = [
  {
    ...{ key: 'season', name: 'Season news', leadsTo: '/news/season', isMarketing: true },
    words: {
      en: {
        subject: 'Autumn is here: 20 % off jackets',
        preheader: 'Until Sunday, in the shop and online.',
        title: 'Autumn is here',
        text: '{{salutation}}. Until Sunday all rain jackets are 20 % off. {{#sentence}}In {{customer.address.city}} it may well rain by then. {{/sentence}}',
        button: 'See the jackets',
      },
      de: {
        subject: 'Der Herbst ist da: 20 % auf Jacken',
        preheader: 'Bis Sonntag, im Laden und im Netz.',
        title: 'Der Herbst ist da',
        text: '{{salutation}}, bis Sonntag sind alle Regenjacken um 20 % günstiger. {{#sentence}}Gut möglich, dass es in {{customer.address.city}} bis dahin regnet. {{/sentence}}',
        button: 'Zu den Jacken',
      },
      'zh-Hans': {
        subject: '秋季上新：冲锋衣八折',
        preheader: '周日前有效，门店与线上同享。',
        title: '秋天来了',
        text: '{{salutation}}！周日前，所有冲锋衣八折。{{#sentence}}{{customer.address.city}}近日可能有雨。{{/sentence}}',
        button: '查看冲锋衣',
      },
    },
  },
  {
    ...{ key: 'welcome', name: 'Welcome', leadsTo: '/help/sizes', isMarketing: false },
    words: {
      en: {
        subject: '{{#sentence}}{{firstName}}, welcome to Nordlicht{{else}}Welcome to Nordlicht{{/sentence}}',
        preheader: 'Made for outside.',
        title: 'Welcome',
        text: '{{salutation}}. Your account is ready. Boots that fit are half of a good tour: our guide helps you to find your size.',
        button: 'Find my size',
      },
      de: {
        subject: '{{#sentence}}{{firstName}}, willkommen bei Nordlicht{{else}}Willkommen bei Nordlicht{{/sentence}}',
        preheader: 'Für draußen gemacht.',
        title: 'Willkommen',
        text: '{{salutation}}, Ihr Konto ist eingerichtet. Passende Stiefel sind die halbe Tour: Unser Ratgeber hilft, Ihre Größe zu finden.',
        button: 'Meine Größe finden',
      },
      'zh-Hans': {
        subject: '{{#sentence}}{{firstName}}，欢迎来到 Nordlicht{{else}}欢迎来到 Nordlicht{{/sentence}}',
        preheader: '为户外而生。',
        title: '欢迎',
        text: '{{salutation}}！您的账户已开通。合脚的靴子是旅途的一半，尺码指南帮您选择。',
        button: '查看尺码指南',
      },
    },
  },
  {
    ...{ key: 'cart', name: 'Something is in your cart', leadsTo: '/cart', isMarketing: true },
    words: {
      en: {
        subject: '{{#sentence}}{{event.name}} is still in your cart{{else}}Your cart is still there{{/sentence}}',
        preheader: 'We keep it for two weeks.',
        title: 'Still in your cart',
        text: '{{salutation}}. {{#sentence}}{{event.name}} is where you left it. {{/sentence}}You are not sure? Answer this mail, and somebody who has tried it will tell you.',
        button: 'To my cart',
      },
      de: {
        subject: '{{#sentence}}{{event.name}} liegt noch im Warenkorb{{else}}Ihr Warenkorb ist noch da{{/sentence}}',
        preheader: 'Wir heben ihn zwei Wochen auf.',
        title: 'Noch im Warenkorb',
        text: '{{salutation}}, {{#sentence}}{{event.name}} liegt noch, wo Sie es hingelegt haben. {{/sentence}}Sie sind nicht sicher? Antworten Sie einfach: Jemand, der es ausprobiert hat, sagt Ihnen mehr.',
        button: 'Zum Warenkorb',
      },
      'zh-Hans': {
        subject: '{{#sentence}}{{event.name}} 还在您的购物车中{{else}}您的购物车还在{{/sentence}}',
        preheader: '我们为您保留两周。',
        title: '还在购物车中',
        text: '{{salutation}}！{{#sentence}}{{event.name}} 还在您的购物车里。{{/sentence}}拿不定主意？直接回复此邮件，用过的同事会告诉您。',
        button: '前往购物车',
      },
    },
  },
  {
    ...{ key: 'sorry', name: 'We are sorry', leadsTo: '/help', isMarketing: false },
    words: {
      en: {
        subject: 'That should have gone better',
        preheader: 'Somebody calls you within a day.',
        title: 'We are sorry',
        text: '{{salutation}}. You told us that we did not help you well. You are right to expect more. One person has your case now, knows what you told us already, and calls you within a day.',
      },
      de: {
        subject: 'Das hätte besser laufen müssen',
        preheader: 'Jemand ruft Sie innerhalb eines Tages an.',
        title: 'Es tut uns leid',
        text: '{{salutation}}, Sie haben uns gesagt, dass wir Ihnen nicht gut geholfen haben. Zu Recht erwarten Sie mehr. Eine Person hat Ihren Fall jetzt, weiß, was Sie uns schon gesagt haben, und ruft Sie innerhalb eines Tages an.',
      },
      'zh-Hans': {
        subject: '这次我们本应做得更好',
        preheader: '一天内会有专人致电。',
        title: '非常抱歉',
        text: '{{salutation}}！您告诉我们这次没有得到满意的帮助，您理应得到更好的服务。现在由一位专人负责您的问题，并已了解您之前的说明，一天内会致电给您。',
      },
    },
  },
  {
    ...{ key: 'well-again', name: 'Is it well again?', leadsTo: '/help', isMarketing: false },
    words: {
      en: {
        subject: 'Is it well again?',
        preheader: 'One click is enough.',
        title: 'Is it well again?',
        text: '{{salutation}}. A week ago something went wrong between us. How is it now? {{survey "csat"}}',
      },
      de: {
        subject: 'Ist es wieder gut?',
        preheader: 'Ein Klick genügt.',
        title: 'Ist es wieder gut?',
        text: '{{salutation}}, vor einer Woche lief etwas schief. Wie ist es jetzt? {{survey "csat"}}',
      },
      'zh-Hans': {
        subject: '问题解决了吗？',
        preheader: '点一下即可。',
        title: '问题解决了吗？',
        text: '{{salutation}}！一周前我们没有做好，现在怎么样了？{{survey "csat"}}',
      },
    },
  },
  {
    ...{ key: 'nps', name: 'Would you recommend us?', leadsTo: '', isMarketing: true },
    words: {
      en: {
        subject: 'One question about Nordlicht',
        preheader: 'One click is enough.',
        title: 'Would you recommend us?',
        text: '{{salutation}}. How likely are you to recommend Nordlicht to a friend? {{survey "nps"}}',
      },
      de: {
        subject: 'Eine Frage zu Nordlicht',
        preheader: 'Ein Klick genügt.',
        title: 'Würden Sie uns empfehlen?',
        text: '{{salutation}}, wie wahrscheinlich ist es, dass Sie Nordlicht weiterempfehlen? {{survey "nps"}}',
      },
      'zh-Hans': {
        subject: '关于 Nordlicht 的一个问题',
        preheader: '点一下即可。',
        title: '您会推荐我们吗？',
        text: '{{salutation}}！您有多大可能把 Nordlicht 推荐给朋友？{{survey "nps"}}',
      },
    },
  },
  {
    ...{ key: 'shipped', name: 'Your order is on its way', leadsTo: '/account', isMarketing: false },
    words: {
      en: {
        subject: 'Your order {{event.order_id}} is on its way',
        preheader: 'Where it is, and when it comes.',
        title: 'On its way to you',
        text: '{{salutation}}. Your order {{event.order_id}} has left us. {{#sentence}}{{event.carrier}} brings it. {{/sentence}}',
        button: 'Where is it?',
      },
      de: {
        subject: 'Ihre Bestellung {{event.order_id}} ist unterwegs',
        preheader: 'Wo sie ist, und wann sie kommt.',
        title: 'Unterwegs zu Ihnen',
        text: '{{salutation}}, Ihre Bestellung {{event.order_id}} hat unser Lager verlassen. {{#sentence}}{{event.carrier}} bringt sie. {{/sentence}}',
        button: 'Wo ist sie?',
      },
      'zh-Hans': {
        subject: '您的订单 {{event.order_id}} 已发货',
        preheader: '查看物流与预计送达时间。',
        title: '正在送往您处',
        text: '{{salutation}}！订单 {{event.order_id}} 已出库。{{#sentence}}由 {{event.carrier}} 配送。{{/sentence}}',
        button: '查看物流',
      },
    },
  },
];
