import type { Intent } from '../intent';

/** How, where and when something is brought. */
export const delivery: Intent = {
  key: 'delivery',
  label: { en: 'Delivery', 'zh-Hans': '配送', de: 'Lieferung' },
  en: {
    phrases: `delivery date, delivery time, delivery address, shipping address, not arrived, hasn't arrived,
      has not arrived, didn't arrive, never arrived, not received, haven't received, still waiting for,
      how long ~ arrive, when will ~ arrive, be delivered, ship to, shipping cost, missing parcel, lost parcel,
      lost package, left with a neighbour, deliver on`,
    words: `delivery, deliveries, deliver, delivered, shipping, ship, shipment, parcel*, package*, courier, driver,
      carrier, arrive*, arrival, postman, post office`,
  },
  de: {
    phrases: `nicht angekommen, nicht geliefert, lieferadresse, lieferzeit, liefertermin, versandkosten, wann kommt,
      liefern sie, beim nachbarn, zum nachbarn, paket verloren, falsch zugestellt`,
    words: `lieferung*, geliefert, liefer*, zustell*, paket*, versand*, sendung, bote, fahrer, kurier, angekommen,
      lieferbar`,
  },
  zh: {
    phrases: `收货地址, 没收到, 还没到, 什么时候到, 没送到, 配送时间, 送货上门, 放到邻居, 丢件, 寄到, 包裹丢`,
    words: `配送, 快递, 包裹, 送货, 运费, 收货, 送达, 签收, 派送`,
  },
};
