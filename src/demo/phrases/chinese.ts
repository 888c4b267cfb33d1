import type { Phrases } from './phrases';

export const chinese: Phrases = {
  pages: {
    home: 'Nordlicht：为户外而生',
    cart: '购物车',
    checkout: '结账',
    account: '我的账户',
    help: '帮助中心',
    newsletter: '订阅邮件',
  },
  topics: {
    returns: {
      title: '如何退货？',
      searches: ['退货', '怎么寄回', '退款要多久'],
      question: '我想退其中一件，但包裹里没有退货标签。',
      answer: '没问题，退货标签刚刚发到您的邮箱。收到货后三天内退款。',
    },
    parcel: {
      title: '我的包裹在哪里？',
      searches: ['包裹', '物流不更新', '配送延误'],
      question: '包裹早就该到了，物流信息从周一起就没动过。',
      answer: '非常抱歉，包裹滞留在中转站，我已要求承运商明天派送。',
    },
    sizes: {
      title: '我该选哪个尺码？',
      searches: ['尺码表', '鞋子偏小', 'M 和 L 之间'],
      question: '登山靴我正好在两个尺码之间，应该选哪个？',
      answer: '建议选大一码，配厚袜子。不合适可以退。',
    },
    care: {
      title: '清洗冲锋衣并恢复防水',
      searches: ['冲锋衣怎么洗', '恢复防水', '能烘干吗'],
      question: '我的雨衣肩部渗水，还能恢复防水吗？',
      answer: '可以：30 度不加柔顺剂清洗，喷上护理剂，再低温烘干。',
    },
    invoice: {
      title: '我需要发票',
      searches: ['发票', '税号', '公司抬头'],
      question: '上一笔订单需要开一张带公司税号的发票。',
      answer: '发票已发到您的邮箱，税号也保存好了，以后自动带上。',
    },
    'tent-pole': {
      title: '帐杆断了',
      searches: ['帐杆断了', '备用帐杆', '修帐篷'],
      question: '第二晚帐杆就断了，哪里可以买到备用的一节？',
      answer: '备件已免费寄出，两三天就到。',
    },
  },
  newsletters: {
    season: '秋季来了：夹克八折',
    tents: '新款帐篷到货',
    'care-guide': '让夹克穿十年的方法',
    members: '会员专享：100 天试用',
  },
  renewal: '您的 Nordlicht Club 会员即将续费',
  agentHello: '您好，请问有什么可以帮您？',
  agentHandsOver: '我请一位更了解情况的同事来处理。',
  customerAgain: '我前面已经全部说过一遍了。',
  customerThanks: '谢谢，解决了。',
  reviews: {
    good: ['下了一周雨，里面一点没湿。', '又轻又暖，值这个价。'],
    bad: ['一个月拉链就坏了。', '尺码偏小，退货花了两周。'],
  },
};
