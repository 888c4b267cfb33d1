import type { Intent } from '../intent';

/** Somebody wants out. */
export const cancellation: Intent = {
  key: 'cancellation',
  label: { en: 'Cancellation', 'zh-Hans': '取消与退订', de: 'Kündigung und Storno' },
  en: {
    phrases: `cancel my, cancel the, cancel subscription, cancel order, cancel it, want to cancel, like to cancel,
      terminate*, close my account, delete my account, end my contract, unsubscribe*, quit the,
      move to another provider, switch provider`,
    words: `cancel*, cancellation`,
  },
  de: {
    phrases: `kündig*, gekündigt, kündige mein, stornier*, konto löschen, lösche ich mein konto, abbestell*, abmelden,
      anbieter wechseln, sage ~ ab, sagen ~ ab`,
    words: `storno, absagen, abgemeldet`,
  },
  zh: {
    phrases: `取消订阅, 退订, 取消订单, 取消预约, 注销账号, 注销, 销户, 解约, 不想续, 关闭自动续费`,
    words: `取消, 停用`,
  },
};
