import type { Intent } from '../intent';

/** Somebody else may be at work: answer quickly. */
export const security: Intent = {
  key: 'security',
  label: { en: 'Security and fraud', 'zh-Hans': '安全与欺诈', de: 'Sicherheit und Betrug' },
  en: {
    phrases: `stolen, lost my card, lost card, lost my phone, stole my, hacked, compromised, phishing, scam, fraud*,
      unauthorised, unauthorized, didn't make, did not make, don't recognise, don't recognize, do not recognise,
      not recognise, someone used, suspicious, data breach, delete my data, data protection, gdpr`,
    words: `security, privacy, safe`,
  },
  de: {
    phrases: `gestohlen, geklaut, gehackt, phishing, betrug*, unberechtigt*, nicht autorisiert*, verdächtig*,
      datenschutz*, dsgvo, daten löschen, karte verloren, handy verloren`,
    words: `sicherheit*, daten`,
  },
  zh: {
    phrases: `被盗, 被偷, 盗刷, 诈骗, 钓鱼, 不是我操作, 可疑, 数据泄露, 数据安全, 删除数据, 隐私, 卡丢了, 手机丢了`,
    words: `安全`,
  },
};
