import { atMost, count, days, is, last, lastAt, list } from '../facts';
import { defineSituation } from '../situation';

const started = 'Live Chat Conversation Started';

const aboutOrder = { property: 'order_id', op: 'exists' };
const delayed = 'Delivery Delayed';
const bought = 'Order Completed';

/** Shops. */
export const retail = [
  defineSituation({
    key: 'third-contact-about-one-order',
    name: {
      en: 'Third contact about one order',
      'zh-Hans': '同一订单第三次咨询',
      de: 'Dritter Kontakt zu einer Bestellung',
    },
    ...{ vertical: 'retail', severity: 82, expiresSeconds: days(7), action: 'own-the-case' },
    when: {
      all: [
        { event: started, where: [aboutOrder], count: { op: 'gte', value: 3 }, within: '14d' },
        {
          event: started,
          where: [aboutOrder],
          aggregate: { fn: 'distinct_count', property: 'order_id' },
          ...{ op: 'eq', value: 1, within: '14d' },
        },
      ],
    },
    facts: {
      count: count(started, '14d', aboutOrder),
      order: last(started, 'order_id', '14d'),
      last: lastAt(started, '14d'),
    },
    evidence: {
      en: 'Asked {{#if situation.count}}{{situation.count}}{{else}}three or more{{/if}} times about {{#if situation.order}}order {{situation.order}}{{else}}one order{{/if}}{{#if situation.last}}, last {{situation.last}}{{/if}}.',
      'zh-Hans':
        '就{{#if situation.order}}订单{{situation.order}}{{else}}同一订单{{/if}}咨询{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}{{#if situation.last}}，最近一次{{situation.last}}{{/if}}。',
      de: 'Hat {{#if situation.count}}{{situation.count}}-mal{{else}}mehrmals{{/if}} zu {{#if situation.order}}Bestellung {{situation.order}}{{else}}einer Bestellung{{/if}} gefragt{{#if situation.last}}, zuletzt {{situation.last}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'delivery-late',
    name: { en: 'Delivery is late', 'zh-Hans': '配送延迟', de: 'Lieferung verspätet' },
    ...{ vertical: 'retail', severity: 62, expiresSeconds: days(7), action: 'give-status' },
    when: {
      all: [
        { event: delayed, within: '7d' },
        { not: { sequence: [{ event: delayed }, { event: 'Order Delivered' }], within: '7d' } },
      ],
    },
    facts: {
      order: last(delayed, 'order_id', '7d'),
      expected: last(delayed, 'new_expected_at', '7d'),
      carrier: last(delayed, 'carrier', '7d'),
      last: lastAt(delayed, '7d'),
    },
    evidence: {
      en: '{{#if situation.order}}Order {{situation.order}}{{else}}An order{{/if}} is late{{#if situation.carrier}} with {{situation.carrier}}{{/if}}{{#if situation.expected}}; now expected {{situation.expected}}{{/if}}.',
      'zh-Hans':
        '订单{{#if situation.order}}{{situation.order}}{{/if}}配送延迟{{#if situation.carrier}}（{{situation.carrier}}）{{/if}}{{#if situation.expected}}，现预计{{situation.expected}}送达{{/if}}。',
      de: '{{#if situation.order}}Bestellung {{situation.order}}{{else}}Eine Bestellung{{/if}} kommt später{{#if situation.carrier}} ({{situation.carrier}}){{/if}}{{#if situation.expected}}; jetzt erwartet {{situation.expected}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'return-under-way',
    name: { en: 'A return is under way', 'zh-Hans': '退货处理中', de: 'Rücksendung läuft' },
    ...{ vertical: 'retail', severity: 30, expiresSeconds: days(14), action: 'give-status' },
    when: {
      all: [
        { event: 'Return Requested', within: '14d' },
        { not: { sequence: [{ event: 'Return Requested' }, { event: 'Order Refunded' }], within: '14d' } },
      ],
    },
    facts: {
      product: last('Return Requested', 'product', '14d'),
      reason: last('Return Requested', 'reason', '14d'),
      last: lastAt('Return Requested', '14d'),
    },
    evidence: {
      en: 'Sends back {{#if situation.product}}“{{situation.product}}”{{else}}something{{/if}}{{#if situation.last}} since {{situation.last}}{{/if}}{{#if situation.reason}} ({{situation.reason}}){{/if}}; not refunded yet.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}申请退回{{#if situation.product}}“{{situation.product}}”{{else}}商品{{/if}}{{#if situation.reason}}（{{situation.reason}}）{{/if}}，尚未退款。',
      de: 'Schickt {{#if situation.last}}seit {{situation.last}} {{/if}}{{#if situation.product}}„{{situation.product}}“{{else}}etwas{{/if}} zurück{{#if situation.reason}} ({{situation.reason}}){{/if}}; noch nicht erstattet.',
    },
  }),
  defineSituation({
    key: 'goods-damaged',
    name: {
      en: 'Damaged or not as described',
      'zh-Hans': '商品破损或不符',
      de: 'Beschädigt oder anders als beschrieben',
    },
    ...{ vertical: 'retail', severity: 57, expiresSeconds: days(7), action: 'replace-or-refund' },
    when: {
      event: 'Return Requested',
      where: [is('reason', 'in', ['Damaged', 'Not as described', 'Defective', 'damaged', 'defective'])],
      within: '7d',
    },
    facts: { product: last('Return Requested', 'product', '7d'), reason: last('Return Requested', 'reason', '7d') },
    evidence: {
      en: 'Returns {{#if situation.product}}“{{situation.product}}”{{else}}an order{{/if}}{{#if situation.reason}}: {{situation.reason}}{{else}}, which is damaged or not as described{{/if}}.',
      'zh-Hans':
        '退回{{#if situation.product}}“{{situation.product}}”{{else}}订单商品{{/if}}，{{#if situation.reason}}原因：{{situation.reason}}{{else}}商品破损或不符{{/if}}。',
      de: 'Schickt {{#if situation.product}}„{{situation.product}}“{{else}}eine Bestellung{{/if}} zurück{{#if situation.reason}}: {{situation.reason}}{{else}}, beschädigt oder anders als beschrieben{{/if}}.',
    },
  }),
  defineSituation({
    key: 'first-purchase',
    name: { en: 'First purchase', 'zh-Hans': '首次购买', de: 'Erster Kauf' },
    ...{ vertical: 'retail', severity: 20, expiresSeconds: days(7), action: 'welcome' },
    when: {
      all: [
        { event: bought, count: { op: 'eq', value: 1 } },
        { event: bought, within: '7d' },
      ],
    },
    facts: { last: lastAt(bought, '7d'), order: last(bought, 'order_id', '7d') },
    evidence: {
      en: 'Bought from us for the first time{{#if situation.last}} on {{situation.last}}{{/if}}.',
      'zh-Hans': '{{#if situation.last}}{{situation.last}}{{/if}}首次在我们这里购买。',
      de: 'Hat {{#if situation.last}}am {{situation.last}} {{/if}}zum ersten Mal bei uns gekauft.',
    },
  }),
  defineSituation({
    key: 'checkout-abandoned',
    name: { en: 'Stopped at the checkout', 'zh-Hans': '结账中断', de: 'An der Kasse abgebrochen' },
    ...{ vertical: 'retail', severity: 28, expiresSeconds: days(2), action: 'offer-help' },
    when: { sequence: [{ event: 'Checkout Started' }, { not: { event: bought }, within: '1h' }], within: '2d' },
    facts: { last: lastAt('Checkout Started', '2d'), total: last('Checkout Started', 'total', '2d') },
    evidence: {
      en: 'Started to check out{{#if situation.last}} on {{situation.last}}{{/if}}{{#if situation.total}} ({{situation.total}}){{/if}} and did not order.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}开始结账{{#if situation.total}}（{{situation.total}}）{{/if}}但未下单。',
      de: 'War {{#if situation.last}}am {{situation.last}} {{/if}}an der Kasse{{#if situation.total}} ({{situation.total}}){{/if}} und hat nicht bestellt.',
    },
  }),
  defineSituation({
    key: 'many-returns',
    name: { en: 'Returns again and again', 'zh-Hans': '频繁退货', de: 'Schickt immer wieder zurück' },
    ...{ vertical: 'retail', severity: 42, expiresSeconds: days(30), action: 'ask-what-was-missing' },
    when: { event: 'Return Requested', count: { op: 'gte', value: 3 }, within: '180d' },
    facts: { count: count('Return Requested', '180d'), reasons: list('Return Requested', 'reason', '180d') },
    evidence: {
      en: '{{#if situation.count}}{{situation.count}} returns{{else}}Three or more returns{{/if}} within half a year{{#if situation.reasons}}: {{situation.reasons}}{{/if}}.',
      'zh-Hans':
        '半年内退货{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}{{#if situation.reasons}}：{{situation.reasons}}{{/if}}。',
      de: '{{#if situation.count}}{{situation.count}} Rücksendungen{{else}}Mehrere Rücksendungen{{/if}} in einem halben Jahr{{#if situation.reasons}}: {{situation.reasons}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'bad-product-review',
    name: { en: 'Reviewed a product badly', 'zh-Hans': '商品差评', de: 'Produkt schlecht bewertet' },
    ...{ vertical: 'retail', severity: 52, expiresSeconds: days(7), action: 'ask-what-was-missing' },
    when: { event: 'Product Reviewed', where: [atMost('rating', 2)], within: '7d' },
    facts: {
      rating: last('Product Reviewed', 'rating', '7d', atMost('rating', 2)),
      last: lastAt('Product Reviewed', '7d', atMost('rating', 2)),
      review: last('Product Reviewed', 'review_body', '7d', atMost('rating', 2)),
    },
    evidence: {
      en: 'Gave a product {{#if situation.rating}}{{situation.rating}} of 5{{else}}a bad rating{{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}{{#if situation.review}}: “{{situation.review}}”{{/if}}.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}给商品{{#if situation.rating}}评{{situation.rating}}分（满分5分）{{else}}打了低分{{/if}}{{#if situation.review}}：“{{situation.review}}”{{/if}}。',
      de: 'Hat {{#if situation.last}}am {{situation.last}} {{/if}}ein Produkt {{#if situation.rating}}mit {{situation.rating}} von 5{{else}}schlecht{{/if}} bewertet{{#if situation.review}}: „{{situation.review}}“{{/if}}.',
    },
  }),
  defineSituation({
    key: 'large-order',
    name: { en: 'A large order', 'zh-Hans': '大额订单', de: 'Große Bestellung' },
    ...{ vertical: 'retail', severity: 22, expiresSeconds: days(3), action: 'thank' },
    when: { event: bought, where: [is('revenue', 'gte', 300)], within: '3d' },
    facts: { total: last(bought, 'revenue', '3d', is('revenue', 'gte', 300)), order: last(bought, 'order_id', '3d') },
    evidence: {
      en: '{{#if situation.total}}Ordered for {{situation.total}}{{else}}Placed a large order{{/if}}{{#if situation.order}} ({{situation.order}}){{/if}}.',
      'zh-Hans':
        '{{#if situation.total}}下单金额{{situation.total}}{{else}}下了一笔大额订单{{/if}}{{#if situation.order}}（{{situation.order}}）{{/if}}。',
      de: 'Hat {{#if situation.total}}für {{situation.total}}{{else}}viel{{/if}} bestellt{{#if situation.order}} ({{situation.order}}){{/if}}.',
    },
  }),
];
