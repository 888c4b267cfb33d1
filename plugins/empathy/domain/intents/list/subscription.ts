import type { Intent } from '../intent';

/** What was agreed on, and what changes of it. */
export const subscription: Intent = {
  key: 'subscription',
  label: { en: 'Plan and contract', 'zh-Hans': '套餐与合同', de: 'Tarif und Vertrag' },
  en: {
    phrases: `my subscription, my plan, my contract, upgrade to, downgrade to, upgrade my, downgrade my, renew*, renewal,
      add seats, more seats, licences, licenses, free trial, annual plan, monthly plan, basic plan, pro plan`,
    words: `subscription*, plan, contract, upgrade, downgrade, seats, licence, license, tier`,
  },
  de: {
    phrases: `mein abo, meinem vertrag, mein vertrag, tarif wechsel*, upgrade, downgrade, verlänger*, weitere lizenzen,
      probezeit*, jahresabo, basistarif, kostenlose version`,
    words: `abo*, vertrag*, tarif*, lizenz*`,
  },
  zh: {
    phrases: `套餐, 续费, 升级到, 降级, 降级到, 会员, 年费, 合同, 增加账号, 增加五个账号, 试用, 基础版, 专业版, 企业版,
      免费版`,
    words: `授权, 订阅`,
  },
};
