import type { ReadyTemplate } from './ready-template';

const mail = (words: {
  readonly title: string;
  readonly thanks: string;
  readonly total: string;
  readonly button: string;
  readonly help: string;
}): string => `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#32324d" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f6f6f9">
    <mj-section background-color="#ffffff" padding="24px">
      <mj-column>
        <mj-text font-size="22px" line-height="30px" font-weight="600">${words.title}</mj-text>
        <mj-text>${words.thanks}</mj-text>
        <mj-text>${words.total}</mj-text>
        <mj-raw>{{#if event.status_url}}</mj-raw>
        <mj-button href="{{event.status_url}}" background-color="#4945ff" color="#ffffff">${words.button}</mj-button>
        <mj-raw>{{/if}}</mj-raw>
        <mj-divider border-width="1px" border-color="#dcdce4" />
        <mj-text font-size="14px" line-height="20px">${words.help}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

const ready: ReadyTemplate = {
  key: 'order-note',
  name: { en: 'A note about an order', 'zh-Hans': '订单通知' },
  description: {
    en: 'Says that an order has arrived, with its number and its total. For a transactional topic.',
    'zh-Hans': '确认订单，附订单号与金额。适用于事务性主题。',
  },
  medium: 'email',
  defaultLocale: 'en',
  content: {
    en: {
      subject: 'Your order {{event.order_id}} has arrived with us',
      preheader: 'We begin to pack it today.',
      html: mail({
        title: 'We have your order',
        thanks:
          '{{salutation}}. Thank you for your order <strong>{{event.order_id}}</strong>. We begin to pack it today.',
        total: '{{#sentence}}It comes to {{money event.total event.currency}}.{{/sentence}}',
        button: 'See how far it is',
        help: 'Something is wrong with it? Answer this mail, and a person looks into it.',
      }),
    },
    'zh-Hans': {
      subject: '我们已收到您的订单 {{event.order_id}}',
      preheader: '今天开始为您打包。',
      html: mail({
        title: '已收到您的订单',
        thanks: '{{salutation}}！感谢您的订购，订单号 <strong>{{event.order_id}}</strong>。我们今天就开始打包。',
        total: '{{#sentence}}合计 {{money event.total event.currency}}。{{/sentence}}',
        button: '查看进度',
        help: '订单有问题？直接回复此邮件，会有专人处理。',
      }),
    },
  },
  event: {
    ...{ order_id: 'B-1042', total: 84.5, currency: 'EUR' },
    status_url: 'https://shop.example/orders/B-1042',
  },
};
export default ready;
