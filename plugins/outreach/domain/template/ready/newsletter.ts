import type { ReadyTemplate } from './ready-template';

const mail = (words: {
  readonly title: string;
  readonly intro: string;
  readonly first: readonly [title: string, text: string];
  readonly second: readonly [title: string, text: string];
  readonly button: string;
  readonly city: string;
  readonly why: string;
  readonly change: string;
}): string => `<mjml>
  <mj-head>
    <mj-raw><meta name="color-scheme" content="light dark" /></mj-raw>
    <mj-attributes>
      <mj-all font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#32324d" />
    </mj-attributes>
    <mj-style>
      @media (prefers-color-scheme: dark) {
        .page, .page > table, .page td { background: #212134 !important; }
        .page div, .page a { color: #f6f6f9 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#f6f6f9">
    <mj-section css-class="page" background-color="#ffffff" padding="24px 24px 0">
      <mj-column>
        <mj-text font-size="26px" line-height="34px" font-weight="600">${words.title}</mj-text>
        <mj-text>{{salutation}}. ${words.intro}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section css-class="page" background-color="#ffffff" padding="0 24px">
      <mj-column>
        <mj-text font-weight="600">${words.first[0]}</mj-text>
        <mj-text>${words.first[1]}</mj-text>
      </mj-column>
      <mj-column>
        <mj-text font-weight="600">${words.second[0]}</mj-text>
        <mj-text>${words.second[1]}</mj-text>
      </mj-column>
    </mj-section>
    <mj-raw>{{#if customer.city}}</mj-raw>
    <mj-section css-class="page" background-color="#ffffff" padding="0 24px">
      <mj-column>
        <mj-text>${words.city}</mj-text>
      </mj-column>
    </mj-section>
    <mj-raw>{{/if}}</mj-raw>
    <mj-section css-class="page" background-color="#ffffff" padding="0 24px 24px">
      <mj-column>
        <mj-button href="https://www.example.org/news" background-color="#4945ff" color="#ffffff">${words.button}</mj-button>
        <mj-divider border-width="1px" border-color="#dcdce4" />
        <mj-text font-size="14px" line-height="20px">${words.why} <a href="{{preferences_url}}">${words.change}</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

const ready: ReadyTemplate = {
  key: 'newsletter',
  name: { en: 'A newsletter', 'zh-Hans': '新闻简报' },
  description: {
    en: 'A title, two columns of news, a paragraph for whose city is known, and the way out. Light and dark.',
    'zh-Hans': '标题、两栏新闻、按城市显示的段落，以及退订入口。适配浅色与深色。',
  },
  medium: 'email',
  defaultLocale: 'en',
  content: {
    en: {
      subject: 'What is new this month',
      preheader: 'Two things that save you time.',
      html: mail({
        title: 'What is new this month',
        intro: 'Two things that save you time, and one button for the rest.',
        first: ['Answers in a minute', 'The first answer to a question now takes a minute, also in the evening.'],
        second: ['One history', 'Whoever answers you sees what you told us before. You say it once.'],
        button: 'Read all of it',
        city: 'You live in {{customer.city}}: we open a shop there in spring, and would like to meet you.',
        why: 'You get this because you agreed to our news.',
        change: 'Change what you get',
      }),
    },
    'zh-Hans': {
      subject: '本月新动态',
      preheader: '两项为您节省时间的改进。',
      html: mail({
        title: '本月新动态',
        intro: '两项为您节省时间的改进，更多内容请点击下方按钮。',
        first: ['一分钟内答复', '现在，首次答复只需一分钟，晚间也不例外。'],
        second: ['完整的沟通记录', '无论谁为您服务，都能看到您之前的说明，您只需讲一次。'],
        button: '阅读全文',
        city: '您住在{{customer.city}}：我们的门店今春将在当地开业，期待与您见面。',
        why: '您同意接收我们的新闻，因此收到此邮件。',
        change: '更改订阅',
      }),
    },
  },
  event: null,
};
export default ready;
