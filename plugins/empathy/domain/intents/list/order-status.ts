import type { Intent } from '../intent';

/** Where an order stands. */
export const orderStatus: Intent = {
  key: 'order_status',
  label: { en: 'Order status', 'zh-Hans': '订单状态', de: 'Bestellstatus' },
  en: {
    phrases: `where is my order, where's my order, status of my order, order status, track my order, tracking number,
      tracking link, when will my order, has my order, order been shipped, shipped yet, dispatched,
      track my parcel, track my package, order confirmation`,
    words: `order, orders, ordered, tracking, track, purchase`,
  },
  de: {
    phrases: `wo bleibt meine bestellung, status meiner bestellung, bestellstatus, sendungsnummer, sendungsverfolgung,
      schon verschickt, schon versendet, wann wird ~ verschickt, wann kommt meine bestellung,
      auftragsbestätigung`,
    words: `bestellung*, bestellt, auftrag`,
  },
  zh: {
    phrases: `查订单, 订单状态, 订单到哪, 发货了吗, 什么时候发货, 物流信息, 物流单号, 查物流, 快递单号, 订单进度`,
    words: `订单, 下单, 发货, 物流`,
  },
};
