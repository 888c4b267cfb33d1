import type { JsonObject } from '../json';
import type { LocalizedText } from '../segments';

/** Customers for whom a text is tried, for what goes wrong with people is rarely the person at hand. */
export type EdgeProfile = { readonly key: string; readonly label: LocalizedText; readonly traits: JsonObject };

export const edgeProfiles: readonly EdgeProfile[] = [
  {
    key: 'whole',
    label: { en: 'Everything known', 'zh-Hans': '资料齐全' },
    traits: {
      firstName: 'Kim',
      lastName: 'Lopez',
      gender: 'female',
      email: 'kim@example.com',
      phone: '+14155550100',
      birthday: '1988-05-17',
      city: 'San Francisco',
      country: 'US',
      address: { street: '1 Market Street', city: 'San Francisco', postalCode: '94105', country: 'US' },
      company: 'Lopez Outdoor',
      title: 'Buyer',
      plan: 'gold',
      currency: 'USD',
      timezone: 'America/New_York',
    },
  },
  { key: 'nothing', label: { en: 'Nothing known', 'zh-Hans': '一无所知' }, traits: {} },
  {
    key: 'no-name',
    label: { en: 'No name', 'zh-Hans': '没有姓名' },
    traits: { email: 'reader@example.com', phone: '+4930555010', currency: 'EUR', country: 'DE' },
  },
  {
    key: 'only-email',
    label: { en: 'Only an e-mail address', 'zh-Hans': '只有邮箱' },
    traits: { email: 'office@example.com', name: 'office@example.com' },
  },
  {
    key: 'long-name',
    label: { en: 'A very long name', 'zh-Hans': '超长姓名' },
    traits: {
      firstName: 'Maximiliana Konstantina Alexandra Wilhelmina Theodora Josephine',
      lastName: 'von Hohenstein-Schwarzenberg zu Rosenfeld und Lichtental',
      currency: 'EUR',
    },
  },
  {
    key: 'right-to-left',
    label: { en: 'A name written from right to left', 'zh-Hans': '从右到左书写的姓名' },
    traits: { firstName: 'محمد', lastName: 'الحسيني', gender: 'male', currency: 'AED', timezone: 'Asia/Dubai' },
  },
  {
    key: 'chinese-name',
    label: { en: 'A Chinese name', 'zh-Hans': '中文姓名' },
    traits: { name: '欧阳小明', gender: '男', country: 'CN', currency: 'CNY' },
  },
  {
    key: 'no-currency',
    label: { en: 'No currency', 'zh-Hans': '没有货币' },
    traits: { firstName: 'Sam', lastName: 'Reed' },
  },
  {
    key: 'broken-values',
    label: { en: 'Broken values from another system', 'zh-Hans': '来自其他系统的错误值' },
    traits: {
      firstName: 'undefined',
      lastName: 'null',
      name: '[object Object]',
      currency: 'NaN',
      birthday: 'Invalid Date',
    },
  },
];
