import type { Intent } from '../intent';

/** Something goes back. */
export const returning: Intent = {
  key: 'return',
  label: { en: 'Return', 'zh-Hans': '退货', de: 'Rücksendung' },
  en: {
    phrases: `return an item, return it, send it back, send back, return label, return policy, returns process,
      return form, want to return, like to return, need to return, can i return, bring it back`,
    words: `return, returns, returning, returned`,
  },
  de: {
    phrases: `zurückgeben, zurückschicken, zurücksenden, schicken ~ zurück, rücksendeetikett, retourenschein,
      rückgaberecht, widerrufsrecht`,
    words: `rücksend*, rückgabe*, retour*, widerruf*`,
  },
  zh: {
    phrases: `退货, 想退, 退一件, 寄回, 退回去, 退货地址, 退货流程, 七天无理由`,
    words: `退`,
  },
};
