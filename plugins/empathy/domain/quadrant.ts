import type { Complexity } from './complexity';
import type { Texts } from './situations/situation';

export const quadrantKeys = ['valuable-complex', 'valuable-simple', 'modest-complex', 'modest-simple'] as const;
export type QuadrantKey = (typeof quadrantKeys)[number];

/** Who or what should serve a case, by what the customer brings and what the case takes. */
export type Quadrant = { readonly key: QuadrantKey; readonly meaning: Texts; readonly why: Texts };

const meanings: Readonly<Record<QuadrantKey, Texts>> = {
  'valuable-complex': {
    en: 'A named, experienced person owns it to the end.',
    'zh-Hans': '由资深专员全程负责。',
    de: 'Eine benannte, erfahrene Person führt es bis zum Ende.',
  },
  'valuable-simple': {
    en: 'A quick, personal answer; no queue.',
    'zh-Hans': '快速而有温度的答复，无需排队。',
    de: 'Eine schnelle, persönliche Antwort; keine Warteschlange.',
  },
  'modest-complex': {
    en: 'Find what makes it hard: others will have it too.',
    'zh-Hans': '找出复杂的根因：其他客户也可能遇到。',
    de: 'Finden, was es schwer macht: andere werden es auch haben.',
  },
  'modest-simple': {
    en: 'Good self-service, or a ready answer, is the kindest way.',
    'zh-Hans': '完善的自助服务或现成答复就是最好的服务。',
    de: 'Gute Selbsthilfe oder eine fertige Antwort ist am freundlichsten.',
  },
};

/** @param value as the segment `high-value` says, and what is known of it */
export function quadrantOf(
  value: { readonly isHigh: boolean; readonly amount: number | null },
  complexity: Complexity,
): Quadrant {
  const key = `${value.isHigh ? 'valuable' : 'modest'}-${complexity.isComplex ? 'complex' : 'simple'}` as const;
  const amount = value.amount === null ? '–' : String(Math.round(value.amount));
  return {
    key,
    meaning: meanings[key],
    why: {
      en: `Value ${amount}: ${value.isHigh ? 'high' : 'not high'}. Complexity ${complexity.why.en}.`,
      'zh-Hans': `价值${amount}：${value.isHigh ? '高' : '一般'}。复杂度${complexity.why['zh-Hans']}。`,
      de: `Wert ${amount}: ${value.isHigh ? 'hoch' : 'nicht hoch'}. Komplexität ${complexity.why.de}.`,
    },
  };
}
