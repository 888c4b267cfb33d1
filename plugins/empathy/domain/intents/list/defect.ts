import type { Intent } from '../intent';

/** What was sold is broken, wrong or incomplete. */
export const defect: Intent = {
  key: 'defect',
  label: { en: 'Damaged or faulty goods', 'zh-Hans': '商品损坏', de: 'Beschädigte oder defekte Ware' },
  en: {
    phrases: `arrived broken, arrived damaged, broken item, wrong item, item missing, missing item, missing part*,
      part is missing, fell apart, in pieces, under warranty, warranty claim, doesn't fit, does not fit,
      used item, damage report`,
    words: `broken, damaged, damage*, defective, faulty, warranty, guarantee, repair*, cracked, torn, scratched,
      missing`,
  },
  de: {
    phrases: `kam defekt, kaputt angekommen, beschädigt angekommen, falscher artikel, falsch geliefert, teil fehlt,
      fehlender artikel, fehlenden artikel, passt nicht, gebrauchte ware`,
    words: `defekt*, kaputt*, beschädigt*, schaden*, schadens*, garantie*, gewährleistung, reparatur*, zerbrochen,
      fehlt, gefehlt`,
  },
  zh: {
    phrases: `收到就坏, 还是坏的, 质量问题, 破损, 损坏, 少了一件, 少发, 发错, 错发, 坏掉的零件, 不合身`,
    words: `保修, 维修, 坏了, 质量, 零件, 缺件, 碎了, 修`,
  },
};
