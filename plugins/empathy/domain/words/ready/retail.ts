import { defineScript } from './ready-script';

/** Shops: orders, deliveries, returns. */
export const retail = [
  defineScript({
    key: 'third-contact-about-one-order',
    vertical: 'retail',
    words: {
      en: {
        title: 'Third contact about one order',
        opening: 'This is at least the third time that you have had to ask about the same order.',
        body: '{{#sentence}}It is order {{situation.order}}.{{else}}I have the order in front of me.{{/sentence}} From now on I look after it myself. I will check first where it really stands, then tell you what I found, even if it is not what you hoped for.',
      },
      'zh-Hans': {
        title: '同一订单第三次咨询',
        opening: '为了同一个订单，您至少已经问了三次。',
        body: '{{#sentence}}订单号是 {{situation.order}}。{{else}}订单信息我已经看到。{{/sentence}}从现在起由我亲自跟进。我先核实真实状态，再把结果告诉您，即使结果不尽如人意也会如实说明。',
      },
      de: {
        title: 'Dritter Kontakt zu einer Bestellung',
        opening: 'Sie mussten schon mindestens dreimal wegen derselben Bestellung fragen.',
        body: '{{#sentence}}Es ist die Bestellung {{situation.order}}.{{else}}Ich habe die Bestellung vor mir.{{/sentence}} Ab jetzt kümmere ich mich selbst darum. Ich prüfe zuerst, wo sie wirklich steht, und sage Ihnen dann, was ich gefunden habe, auch wenn es nicht das Erhoffte ist.',
      },
    },
  }),
  defineScript({
    key: 'delivery-late',
    vertical: 'retail',
    words: {
      en: {
        title: 'The delivery is late',
        opening: 'Your delivery is late, and you should have heard it from us first.',
        body: '{{#sentence}}It is with {{situation.carrier}}.{{/sentence}} {{#sentence}}The new date is {{situation.expected}}.{{else}}I do not have a new date yet, and I will not invent one.{{/sentence}} Would you like to wait for it, or shall we look for another way? Tell me which suits you, and I will arrange what can be arranged.',
      },
      'zh-Hans': {
        title: '配送延迟',
        opening: '您的包裹延迟了，本应由我们先告诉您。',
        body: '{{#sentence}}目前由{{situation.carrier}}承运。{{/sentence}}{{#sentence}}新的预计时间是{{situation.expected}}。{{else}}目前还没有新的到货时间，我不会随便给您一个日期。{{/sentence}}您愿意继续等，还是想换一种方式？请告诉我，能安排的我会马上安排。',
      },
      de: {
        title: 'Die Lieferung ist verspätet',
        opening: 'Ihre Lieferung kommt später, und Sie hätten das zuerst von uns hören sollen.',
        body: '{{#sentence}}Sie ist bei {{situation.carrier}}.{{/sentence}} {{#sentence}}Der neue Termin: {{situation.expected}}.{{else}}Einen neuen Termin habe ich noch nicht, und ich erfinde keinen.{{/sentence}} Möchten Sie warten, oder suchen wir einen anderen Weg? Sagen Sie mir, was Ihnen passt, und ich richte ein, was sich einrichten lässt.',
      },
    },
  }),
  defineScript({
    key: 'return-under-way',
    vertical: 'retail',
    words: {
      en: {
        title: 'A return is under way',
        opening: 'I can see that you are sending something back to us.',
        body: '{{#sentence}}It is “{{situation.product}}”.{{/sentence}} The refund is not booked yet. I will look up where the parcel is and tell you what the next step is and who does it.',
      },
      'zh-Hans': {
        title: '退货处理中',
        opening: '我看到您正在退货。',
        body: '{{#sentence}}退回的商品是“{{situation.product}}”。{{/sentence}}退款目前尚未入账。我会查询包裹到了哪里，并告诉您下一步是什么、由谁处理。',
      },
      de: {
        title: 'Eine Rücksendung läuft',
        opening: 'Ich sehe, dass Sie etwas an uns zurücksenden.',
        body: '{{#sentence}}Es geht um „{{situation.product}}“.{{/sentence}} Die Erstattung ist noch nicht gebucht. Ich sehe nach, wo das Paket ist, und sage Ihnen, was der nächste Schritt ist und wer ihn tut.',
      },
    },
  }),
  defineScript({
    key: 'goods-damaged',
    vertical: 'retail',
    words: {
      en: {
        title: 'Damaged or not as described',
        opening: 'What you received was not what you paid for, and I am sorry about that.',
        body: '{{#sentence}}It is about “{{situation.product}}”.{{/sentence}} Which would you prefer: the same again, something else, or your money back? If you have a photo at hand, send it; if not, your words are enough for me to begin.',
      },
      'zh-Hans': {
        title: '商品破损或不符',
        opening: '您收到的商品与您购买的不符，我很抱歉。',
        body: '{{#sentence}}涉及的商品是“{{situation.product}}”。{{/sentence}}您希望重新发一件、换别的商品，还是退款？如果手边有照片，可以发给我；没有也没关系，您的描述就足够我开始处理。',
      },
      de: {
        title: 'Beschädigt oder anders als beschrieben',
        opening: 'Was bei Ihnen ankam, war nicht das, wofür Sie bezahlt haben; das tut mir leid.',
        body: '{{#sentence}}Es geht um „{{situation.product}}“.{{/sentence}} Was ist Ihnen lieber: dasselbe noch einmal, etwas anderes oder das Geld zurück? Wenn Sie ein Foto zur Hand haben, schicken Sie es mit; wenn nicht, reicht mir Ihre Beschreibung für den Anfang.',
      },
    },
  }),
  defineScript({
    key: 'first-purchase',
    vertical: 'retail',
    tone: 'friendly',
    words: {
      en: {
        title: 'First purchase',
        opening: 'Thank you for your first order with us.',
        body: '{{#sentence}}Its number is {{situation.order}}.{{/sentence}} If anything about it is unclear, ask me here. You need not know how things work with us yet.',
      },
      'zh-Hans': {
        title: '首次购买',
        opening: '感谢您第一次在我们这里下单。',
        body: '{{#sentence}}您的订单号是 {{situation.order}}。{{/sentence}}有任何不清楚的地方，直接问我就好，第一次购买不熟悉流程很正常。',
      },
      de: {
        title: 'Erster Kauf',
        opening: 'Vielen Dank für Ihre erste Bestellung bei uns.',
        body: '{{#sentence}}Sie hat die Nummer {{situation.order}}.{{/sentence}} Wenn daran etwas unklar ist, fragen Sie mich hier. Sie müssen noch nicht wissen, wie es bei uns läuft.',
      },
    },
  }),
  defineScript({
    key: 'checkout-abandoned',
    vertical: 'retail',
    words: {
      en: {
        title: 'Stopped at the checkout',
        opening: 'You were at the checkout and did not order, which is entirely your choice.',
        body: 'If something did not work, or a question about price, delivery or payment was open, I can clear it up now. If you were only looking, you need not answer.',
      },
      'zh-Hans': {
        title: '结账中断',
        opening: '您到了结账页面但没有下单，这完全由您决定。',
        body: '如果是遇到了故障，或对价格、配送、付款有疑问，我现在就可以帮您弄清楚。如果只是看看，不必回复。',
      },
      de: {
        title: 'An der Kasse abgebrochen',
        opening: 'Sie waren an der Kasse und haben nicht bestellt; das ist ganz Ihre Entscheidung.',
        body: 'Wenn etwas nicht funktioniert hat oder eine Frage zu Preis, Lieferung oder Zahlung offen war, kläre ich sie jetzt. Wenn Sie nur schauen wollten, müssen Sie nicht antworten.',
      },
    },
  }),
  defineScript({
    key: 'many-returns',
    vertical: 'retail',
    words: {
      en: {
        title: 'Returns again and again',
        opening: 'You have had to send things back to us several times.',
        body: 'That is work for you, too, and I would like to spare you the next one. What was different from what you expected: size, colour, quality, the description? I can tell you before you order how an item really turns out.',
      },
      'zh-Hans': {
        title: '频繁退货',
        opening: '您已经多次需要退货了。',
        body: '退货对您来说也很麻烦，我希望帮您避免下一次。哪些地方与预期不同：尺码、颜色、质量，还是描述？下单前您可以先问我，我会告诉您商品的实际情况。',
      },
      de: {
        title: 'Schickt immer wieder zurück',
        opening: 'Sie mussten uns schon mehrmals etwas zurückschicken.',
        body: 'Das macht auch Ihnen Mühe, und die nächste Rücksendung möchte ich Ihnen ersparen. Was war anders als erwartet: Größe, Farbe, Qualität, die Beschreibung? Fragen Sie mich vor der nächsten Bestellung, und ich sage Ihnen, wie ein Artikel wirklich ausfällt.',
      },
    },
  }),
  defineScript({
    key: 'bad-product-review',
    vertical: 'retail',
    words: {
      en: {
        title: 'Reviewed a product badly',
        opening: 'Thank you for the honest review; it helps others, and us more than praise does.',
        body: '{{#sentence}}You wrote: “{{situation.review}}”.{{/sentence}} I do not ask you to change it. I would like to know whether we can still put it right for you, and how.',
      },
      'zh-Hans': {
        title: '商品差评',
        opening: '感谢您真实的评价，它对其他顾客和我们都很有帮助。',
        body: '{{#sentence}}您写道：“{{situation.review}}”。{{/sentence}}我不是来请您修改评价的，只想知道我们还能不能为您弥补，以及您希望怎么做。',
      },
      de: {
        title: 'Produkt schlecht bewertet',
        opening: 'Danke für die ehrliche Bewertung; sie hilft anderen und uns mehr als Lob.',
        body: '{{#sentence}}Sie schrieben: „{{situation.review}}“.{{/sentence}} Ich bitte Sie nicht, sie zu ändern. Ich möchte wissen, ob wir es für Sie noch in Ordnung bringen können und wie.',
      },
    },
  }),
  defineScript({
    key: 'large-order',
    vertical: 'retail',
    words: {
      en: {
        title: 'A large order',
        opening: 'Thank you for your large order, and for your trust.',
        body: '{{#sentence}}I have order {{situation.order}} in front of me.{{/sentence}} Is there anything about delivery or invoice that we should know before it leaves us? Now it is still easy to change.',
      },
      'zh-Hans': {
        title: '大额订单',
        opening: '感谢您的大额订单，也感谢您的信任。',
        body: '{{#sentence}}订单 {{situation.order}} 我已经看到。{{/sentence}}发货前，配送或发票方面还有什么需要我们注意的吗？现在修改还很方便。',
      },
      de: {
        title: 'Große Bestellung',
        opening: 'Vielen Dank für Ihre große Bestellung und Ihr Vertrauen.',
        body: '{{#sentence}}Ich habe die Bestellung {{situation.order}} vor mir.{{/sentence}} Gibt es zu Lieferung oder Rechnung etwas, das wir wissen sollten, bevor sie unser Haus verlässt? Jetzt lässt es sich noch leicht ändern.',
      },
    },
  }),
];
