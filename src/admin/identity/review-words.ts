import { defineTexts, formatMoment, formatText, isJsonList, isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, Locale } from '@rapport/sdk/admin/pure';
import { kindName } from './kind-name';

const texts = defineTexts({
  kindLimit: {
    en: '{kind} “{value}” appeared together with this customer. Joining both would give one customer more of that kind than allowed, so they were kept apart.',
    'zh-Hans': '{kind}“{value}”与该客户同时出现。合并后同类标识会超过上限，因此没有合并。',
  },
  totalLimit: {
    en: '{kind} “{value}” would join two very large customers: one would hold more than allowed. Often this is a shared device or a test account.',
    'zh-Hans': '{kind}“{value}”会把两个很大的客户合并，超过上限。这通常是共用设备或测试账户。',
  },
  neverMerge: {
    en: '{kind} “{value}” joins two customers whom somebody separated before. So they were kept apart.',
    'zh-Hans': '{kind}“{value}”把曾被人工分开的两个客户联系在一起，因此没有合并。',
  },
  claimed: {
    en: 'Somebody gave {kind} “{value}” without proof, and it belongs to a known customer. If it is the same person, merge them.',
    'zh-Hans': '有人填写了{kind}“{value}”但未经验证，而它属于一位已知客户。如果是同一个人，请合并。',
  },
  carried: { en: '{event} on {at} carried:', 'zh-Hans': '{at} 的{event}带有：' },
  anEvent: { en: 'An event', 'zh-Hans': '事件' },
  event: { en: 'The event “{name}”', 'zh-Hans': '事件“{name}”' },
  identifyCall: { en: 'An identify call', 'zh-Hans': '身份识别调用' },
  aliasCall: { en: 'An alias call', 'zh-Hans': '别名调用' },
  byHand: { en: 'Merged by hand', 'zh-Hans': '手动合并' },
  reason: { en: 'Merged by hand: {reason}', 'zh-Hans': '手动合并：{reason}' },
  review: { en: 'Decided from a conflict or suggestion', 'zh-Hans': '由冲突或建议决定' },
  joinedBy: { en: 'Joined by {identifiers}', 'zh-Hans': '通过 {identifiers} 关联' },
  verified: { en: 'verified', 'zh-Hans': '已验证' },
  claimedTrust: { en: 'not verified', 'zh-Hans': '未验证' },
});

export type ReviewFacts = {
  readonly reason: 'KIND_LIMIT' | 'IDENTIFIERS_LIMIT' | 'LEAVES_LIMIT' | 'NEVER_MERGE' | 'CLAIMED';
  readonly kind: string;
  readonly value: string;
};

/** Why a conflict or a suggestion is there, as a sentence. */
export function describeReview({ reason, kind, value }: ReviewFacts, locale: Locale): string {
  const values = { kind: kindName(kind, locale), value };
  switch (reason) {
    case 'KIND_LIMIT':
      return formatText(texts.kindLimit, locale, values);
    case 'IDENTIFIERS_LIMIT':
    case 'LEAVES_LIMIT':
      return formatText(texts.totalLimit, locale, values);
    case 'NEVER_MERGE':
      return formatText(texts.neverMerge, locale, values);
    case 'CLAIMED':
      return formatText(texts.claimed, locale, values);
  }
}

export type CarriedIdentifier = { readonly kind: string; readonly value: string; readonly trust: string };
export type Evidence = {
  /** `The event “Order Completed” on 22 Nov 2026, 14:05 carried:`; null where the evidence names no event. */
  readonly sentence: string | null;
  readonly identifiers: readonly (CarriedIdentifier & { readonly label: string; readonly trustLabel: string })[];
};

/** What proved it: the event and the identifiers that it carried. Parts that are not there are left out. */
export function describeEvidence(evidence: Json, locale: Locale): Evidence {
  const facts = isJsonObject(evidence) ? evidence : {};
  const { occurredAt, type, name, identifiers } = facts;
  const at = typeof occurredAt === 'string' ? Date.parse(occurredAt) : NaN;
  const carried = (isJsonList(identifiers) ? identifiers : []).flatMap((entry: Json) => {
    if (!isJsonList(entry)) return [];
    const [kind, value, trust] = entry;
    if (typeof kind !== 'string' || typeof value !== 'string') return [];
    const isVerified = trust === 'verified';
    return {
      kind,
      value,
      trust: isVerified ? 'verified' : 'claimed',
      label: kindName(kind, locale),
      trustLabel: formatText(isVerified ? texts.verified : texts.claimedTrust, locale),
    };
  });
  if (Number.isNaN(at)) return { sentence: null, identifiers: carried };
  const event = eventName(typeof type === 'string' ? type : '', typeof name === 'string' ? name : '', locale);
  return { sentence: formatText(texts.carried, locale, { event, at: formatMoment(at, locale) }), identifiers: carried };
}

function eventName(type: string, name: string, locale: Locale): string {
  if (name !== '') return formatText(texts.event, locale, { name });
  if (type === 'identify') return formatText(texts.identifyCall, locale);
  if (type === 'alias') return formatText(texts.aliasCall, locale);
  return formatText(texts.anEvent, locale);
}

/** Why two customers were merged, in one line. */
export function describeMerge(evidence: Json, locale: Locale): string {
  const facts = isJsonObject(evidence) ? evidence : {};
  const { reason } = facts;
  if (typeof reason === 'string' && reason !== '') return formatText(texts.reason, locale, { reason });
  if (typeof facts['review'] === 'string') return formatText(texts.review, locale);
  if (facts['byHand'] === true) return formatText(texts.byHand, locale);
  const { identifiers } = describeEvidence(evidence, locale);
  const list = identifiers.map(({ label, value }) => `${label} ${value}`).join(' + ');
  return list === ''
    ? (describeEvidence(evidence, locale).sentence ?? '')
    : formatText(texts.joinedBy, locale, { identifiers: list });
}
