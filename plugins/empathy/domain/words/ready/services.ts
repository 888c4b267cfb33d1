import { defineScript } from './ready-script';

/** Services by appointment, and what people are to each other. */
export const services = [
  defineScript({
    key: 'missed-appointment',
    vertical: 'services',
    words: {
      en: {
        title: 'Missed an appointment',
        opening: 'We missed you at your appointment, and I hope you are well.',
        body: '{{#sentence}}It was for “{{situation.service}}”.{{/sentence}} Would you like a new one? Two or three times that suit you are enough, and I will look what is free.',
      },
      'zh-Hans': {
        title: '错过预约',
        opening: '您预约的时间没有等到您，希望您一切都好。',
        body: '{{#sentence}}预约的项目是“{{situation.service}}”。{{/sentence}}需要重新预约吗？告诉我两三个您方便的时间，我来看看哪个有空。',
      },
      de: {
        title: 'Termin verpasst',
        opening: 'Wir haben bei Ihrem Termin vergeblich auf Sie gewartet und hoffen, es geht Ihnen gut.',
        body: '{{#sentence}}Es ging um „{{situation.service}}“.{{/sentence}} Möchten Sie einen neuen? Nennen Sie mir zwei, drei Zeiten, die Ihnen passen, und ich sehe nach, was frei ist.',
      },
    },
  }),
  defineScript({
    key: 'appointment-soon',
    vertical: 'services',
    words: {
      en: {
        title: 'An appointment is near',
        opening: 'Your appointment with us is near.',
        body: '{{#sentence}}It is {{situation.at}}.{{/sentence}} {{#sentence}}It is for “{{situation.service}}”.{{/sentence}} Do you have what you need, or is something still open? It can still be moved; just tell me.',
      },
      'zh-Hans': {
        title: '预约临近',
        opening: '您的预约时间快到了。',
        body: '{{#sentence}}时间是{{situation.at}}。{{/sentence}}{{#sentence}}项目是“{{situation.service}}”。{{/sentence}}需要准备的都清楚吗？还有什么疑问？如需改期，现在告诉我就可以。',
      },
      de: {
        title: 'Termin steht bevor',
        opening: 'Ihr Termin bei uns steht bevor.',
        body: '{{#sentence}}Er ist {{situation.at}}.{{/sentence}} {{#sentence}}Es geht um „{{situation.service}}“.{{/sentence}} Haben Sie alles, was Sie brauchen, oder ist noch etwas offen? Er lässt sich noch verschieben; sagen Sie es mir einfach.',
      },
    },
  }),
  defineScript({
    key: 'appointment-cancelled-twice',
    vertical: 'services',
    words: {
      en: {
        title: 'Cancelled two appointments',
        opening: 'Two appointments did not work out for you, so perhaps our times are the problem.',
        body: 'Which days and hours are really good for you? If none of ours fit, I will tell you so and not offer you a third that you have to cancel.',
      },
      'zh-Hans': {
        title: '两次取消预约',
        opening: '您有两次预约没能成行，也许是我们的时间不合适。',
        body: '哪些日子、哪个时段对您真正方便？如果我们确实没有合适的时间，我会直说，不会再给您一个还得取消的预约。',
      },
      de: {
        title: 'Zwei Termine abgesagt',
        opening: 'Zwei Termine haben für Sie nicht gepasst; vielleicht liegt es an unseren Zeiten.',
        body: 'Welche Tage und Stunden passen Ihnen wirklich? Wenn keine von unseren passt, sage ich Ihnen das und biete Ihnen keinen dritten an, den Sie wieder absagen müssen.',
      },
    },
  }),
  defineScript({
    key: 'quote-overdue',
    vertical: 'services',
    words: {
      en: {
        title: 'Waits for a quote',
        opening: 'You asked us for a quote, and it has not reached you yet.',
        body: '{{#sentence}}It is about “{{situation.service}}”.{{/sentence}} I am asking now what it is waiting for, and will tell you. If a rough figure already helps you, say so, and I will see whether I can give you one.',
      },
      'zh-Hans': {
        title: '等待报价',
        opening: '您向我们询价，但报价还没有发给您。',
        body: '{{#sentence}}涉及的项目是“{{situation.service}}”。{{/sentence}}我现在就去了解卡在哪里，并告诉您。如果先有个大致的数字对您有帮助，请告诉我，我看看能否先提供。',
      },
      de: {
        title: 'Wartet auf ein Angebot',
        opening: 'Sie haben uns um ein Angebot gebeten, und es ist noch nicht bei Ihnen.',
        body: '{{#sentence}}Es geht um „{{situation.service}}“.{{/sentence}} Ich frage jetzt nach, woran es liegt, und sage es Ihnen. Wenn Ihnen schon eine ungefähre Zahl hilft, sagen Sie es, und ich sehe, ob ich Ihnen eine nennen kann.',
      },
    },
  }),
  defineScript({
    key: 'birthday',
    tone: 'friendly',
    words: {
      en: {
        title: 'Birthday',
        opening: 'All good wishes for your birthday.',
        body: 'Now to your question, so that it does not keep you from celebrating. What can I do for you?',
      },
      'zh-Hans': {
        title: '生日',
        opening: '祝您生日快乐。',
        body: '我们尽快解决您的问题，不耽误您过生日。请问有什么可以帮您？',
      },
      de: {
        title: 'Geburtstag',
        opening: 'Alles Gute zum Geburtstag.',
        body: 'Jetzt zu Ihrer Frage, damit sie Sie nicht vom Feiern abhält. Was kann ich für Sie tun?',
      },
    },
  }),
  defineScript({
    key: 'new-and-asking',
    tone: 'friendly',
    words: {
      en: {
        title: 'New here, asks at once',
        opening: 'Welcome, and thank you for asking right at the start.',
        body: '{{#sentence}}You wrote about “{{situation.subject}}”.{{/sentence}} I will answer that first. Whatever else comes up in your first days, you can write here; no question is too small.',
      },
      'zh-Hans': {
        title: '新客户即来咨询',
        opening: '欢迎您，感谢您一开始就来问我们。',
        body: '{{#sentence}}您咨询的是“{{situation.subject}}”。{{/sentence}}我先回答这个问题。刚开始使用时遇到任何情况，都可以在这里留言，问题再小也没关系。',
      },
      de: {
        title: 'Neu hier und fragt gleich',
        opening: 'Willkommen, und danke, dass Sie gleich am Anfang fragen.',
        body: '{{#sentence}}Sie schrieben wegen „{{situation.subject}}“.{{/sentence}} Das beantworte ich zuerst. Was auch immer in den ersten Tagen noch aufkommt: Schreiben Sie hier, keine Frage ist zu klein.',
      },
    },
  }),
  defineScript({
    key: 'promise-follow-up',
    situations: [],
    words: {
      en: {
        title: 'What happens next',
        opening: '',
        body: 'So that we both know where we stand: I have noted what you told me and what we agreed. I will do my part now and write to you here when it is done, or when I learn that it takes longer. You need not ask again.',
      },
      'zh-Hans': {
        title: '接下来的安排',
        opening: '',
        body: '我们确认一下：您说的情况和我们商定的事项，我都记下了。我现在就去处理，完成后会在这里告诉您；如果需要更久，我也会先跟您说。您不用再来催问。',
      },
      de: {
        title: 'Wie es weitergeht',
        opening: '',
        body: 'Damit wir beide wissen, woran wir sind: Ich habe notiert, was Sie mir gesagt haben und was wir vereinbart haben. Ich erledige jetzt meinen Teil und schreibe Ihnen hier, sobald es getan ist oder wenn es länger dauert. Sie müssen nicht nachfragen.',
      },
    },
  }),
];
