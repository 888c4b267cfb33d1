import { defineScript } from './ready-script';

/** Software and memberships. */
export const subscriptions = [
  defineScript({
    key: 'payment-failed',
    words: {
      en: {
        title: 'A payment failed',
        opening: 'A payment of yours did not go through; that happens, and it can be put right.',
        body: '{{#sentence}}The bank gave as its reason: {{situation.reason}}.{{/sentence}} Please do not send me card or bank details here. You can change the means of payment in your account, and I stay here while you do.',
      },
      'zh-Hans': {
        title: '付款失败',
        opening: '您有一笔付款没有成功，这种情况时有发生，可以处理好。',
        body: '{{#sentence}}银行给出的原因是：{{situation.reason}}。{{/sentence}}请不要在这里发送银行卡信息。您可以在账户中更换付款方式，操作时我会在这里陪着您。',
      },
      de: {
        title: 'Zahlung fehlgeschlagen',
        opening: 'Eine Ihrer Zahlungen ging nicht durch; das kommt vor und lässt sich beheben.',
        body: '{{#sentence}}Die Bank nannte als Grund: {{situation.reason}}.{{/sentence}} Bitte schicken Sie mir hier keine Karten- oder Bankdaten. Das Zahlungsmittel ändern Sie in Ihrem Konto, und ich bleibe solange hier.',
      },
    },
  }),
  defineScript({
    key: 'renewal-near',
    vertical: 'saas',
    words: {
      en: {
        title: 'A renewal is near',
        opening: 'Your subscription renews soon, and I would like you to decide that knowingly.',
        body: '{{#sentence}}The day is {{situation.at}}.{{/sentence}} {{#sentence}}You have {{situation.plan}}.{{/sentence}} Does it still fit how you use it? If a smaller one would do, I will say so.',
      },
      'zh-Hans': {
        title: '即将续费',
        opening: '您的订阅即将续费，希望您在充分了解的情况下做决定。',
        body: '{{#sentence}}续费日期是{{situation.at}}。{{/sentence}}{{#sentence}}您目前的方案是{{situation.plan}}。{{/sentence}}它还符合您的使用情况吗？如果更小的方案就够用，我会如实告诉您。',
      },
      de: {
        title: 'Verlängerung steht an',
        opening: 'Ihr Abonnement verlängert sich bald, und ich möchte, dass Sie das bewusst entscheiden.',
        body: '{{#sentence}}Der Termin: {{situation.at}}.{{/sentence}} {{#sentence}}Sie haben {{situation.plan}}.{{/sentence}} Passt das noch zu Ihrer Nutzung? Wenn ein kleineres reicht, sage ich Ihnen das.',
      },
    },
  }),
  defineScript({
    key: 'trial-ending',
    vertical: 'saas',
    words: {
      en: {
        title: 'The trial ends soon',
        opening: 'Your trial ends in a few days.',
        body: 'What did you want to find out, and did you? If something is missing for a decision, I can show you that one thing. If it is not for you, I will tell you how to take your data with you.',
      },
      'zh-Hans': {
        title: '试用即将结束',
        opening: '您的试用期还有几天就要结束了。',
        body: '您当初想了解的问题，现在有答案了吗？如果还差一点才能决定，我可以针对这一点为您演示。如果不合适，我会告诉您如何导出自己的数据。',
      },
      de: {
        title: 'Testzeit endet bald',
        opening: 'Ihre Testzeit endet in wenigen Tagen.',
        body: 'Was wollten Sie herausfinden, und ist es gelungen? Wenn zur Entscheidung etwas fehlt, zeige ich Ihnen genau das. Wenn es nichts für Sie ist, sage ich Ihnen, wie Sie Ihre Daten mitnehmen.',
      },
    },
  }),
  defineScript({
    key: 'usage-dropped',
    vertical: 'saas',
    words: {
      en: {
        title: 'Uses it much less',
        opening: 'You use our product less than you did.',
        body: 'There may be a good reason for that, and then all is well. If something got in your way, a change of ours for example, I would like to know what it was. One sentence is enough.',
      },
      'zh-Hans': {
        title: '使用量骤降',
        opening: '您最近使用我们的产品比以前少了。',
        body: '也许有您自己的原因，那完全没问题。如果是某个改动给您带来了不便，我很想知道是什么，一句话就够了。',
      },
      de: {
        title: 'Nutzt es viel weniger',
        opening: 'Sie nutzen unser Produkt weniger als früher.',
        body: 'Das kann gute Gründe haben, dann ist alles in Ordnung. Wenn Ihnen etwas im Weg war, etwa eine Änderung von uns, wüsste ich gern, was. Ein Satz genügt.',
      },
    },
  }),
  defineScript({
    key: 'subscription-cancelled',
    vertical: 'saas',
    words: {
      en: {
        title: 'Has just cancelled',
        opening: 'You have cancelled, and I will not try to talk you out of it.',
        body: '{{#sentence}}You gave as your reason: {{situation.reason}}.{{/sentence}} If there is something we could still solve, tell me. If not, I will make sure that you know what happens to your data and until when you have access.',
      },
      'zh-Hans': {
        title: '刚刚退订',
        opening: '您已经退订，我不会勉强挽留。',
        body: '{{#sentence}}您填写的原因是：{{situation.reason}}。{{/sentence}}如果还有我们能解决的问题，请告诉我。如果没有，我会向您说明数据如何处理，以及您的使用权限到什么时候。',
      },
      de: {
        title: 'Hat gerade gekündigt',
        opening: 'Sie haben gekündigt, und ich versuche nicht, es Ihnen auszureden.',
        body: '{{#sentence}}Als Grund nannten Sie: {{situation.reason}}.{{/sentence}} Wenn wir noch etwas lösen könnten, sagen Sie es mir. Wenn nicht, sage ich Ihnen, was mit Ihren Daten geschieht und bis wann Sie Zugang haben.',
      },
    },
  }),
  defineScript({
    key: 'onboarding-stuck',
    vertical: 'saas',
    words: {
      en: {
        title: 'Signed up and did not begin',
        opening: 'You signed up a few days ago and have not begun yet.',
        body: 'Often it is one small thing at the start. Tell me what you would like to do first, and I will name the shortest way there.',
      },
      'zh-Hans': {
        title: '注册后未开始使用',
        opening: '您几天前注册了账户，还没有开始使用。',
        body: '很多时候只是卡在开头的一小步。告诉我您最想先做什么，我来说明最快的做法。',
      },
      de: {
        title: 'Registriert, aber nicht begonnen',
        opening: 'Sie haben sich vor einigen Tagen registriert und noch nicht begonnen.',
        body: 'Oft liegt es an einer Kleinigkeit am Anfang. Sagen Sie mir, was Sie zuerst tun möchten, und ich nenne Ihnen den kürzesten Weg dorthin.',
      },
    },
  }),
];
