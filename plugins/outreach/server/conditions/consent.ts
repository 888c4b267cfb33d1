import {
  conditionField,
  type ConditionKind,
  type Core,
  defineCondition,
  type Language,
  type LocalizedText,
  param,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { addressKindsOf } from '../consent/media';
import { addressSalt } from '../stores/addresses';
import { consentTruth, suppressionTruth } from '../stores/consent-condition';
import { outreachOptions } from './options';

const states = ['granted', 'denied', 'unknown', 'suppressed'] as const;
type State = (typeof states)[number];
const keyText = z.string().min(1).max(100);

const words: Readonly<Record<Language, Readonly<Record<State, string>>>> = {
  en: {
    granted: 'has agreed to',
    denied: 'has said no to',
    unknown: 'has said nothing of',
    suppressed: 'has an address that gets nothing of',
  },
  'zh-Hans': { granted: '同意接收', denied: '拒绝接收', unknown: '未表态', suppressed: '地址被屏蔽' },
};

const choices: Readonly<Record<State, LocalizedText>> = {
  granted: { en: 'agreed', 'zh-Hans': '已同意' },
  denied: { en: 'said no', 'zh-Hans': '已拒绝' },
  unknown: { en: 'said nothing', 'zh-Hans': '未表态' },
  suppressed: { en: 'has an address that gets nothing', 'zh-Hans': '地址被屏蔽' },
};

/** What somebody said of a topic, by one channel, as it counts right before a message goes. */
export function consentCondition(house: Pick<Core, 'digest' | 'channels'>): ConditionKind {
  const salt = addressSalt(house);
  return defineCondition({
    name: 'consent',
    label: { en: 'Consent', 'zh-Hans': '订阅同意' },
    schema: z.strictObject({
      consent: z.strictObject({
        topic: keyText.meta(conditionField({ label: { en: 'Topic', 'zh-Hans': '主题' }, options: 'topics' })),
        channel: keyText.meta(conditionField({ label: { en: 'Channel', 'zh-Hans': '渠道' }, options: 'media' })),
      }),
      is: z.enum(states).meta(conditionField({ label: { en: 'What counts', 'zh-Hans': '当前状态' }, choices })),
    }),
    options: outreachOptions(house),
    example: { consent: { channel: 'email', topic: 'offers' }, is: 'granted' },
    // Addresses come with events, of any name.
    mentions: () => ({ facts: ['consent'], events: [{}] }),
    verdict({ consent: { channel, topic }, is }, query) {
      const asked = { medium: channel, topic };
      const kinds = addressKindsOf(house.channels, channel);
      const truth =
        is === 'suppressed'
          ? suppressionTruth(query, asked, kinds, salt)
          : sql`${consentTruth(query, asked, kinds, salt)} = ${param(is, 'text')}`;
      return verdict(truth, null);
    },
    evidence({ consent: { channel, topic } }, query) {
      const kinds = addressKindsOf(house.channels, channel);
      return sql`jsonb_build_object('consent', ${consentTruth(query, { medium: channel, topic }, kinds, salt)})`;
    },
    sentence: ({ consent: { channel, topic }, is }, language) =>
      language === 'en'
        ? `${words.en[is]} “${topic}” by ${channel}`
        : `通过${channel}对“${topic}”${words['zh-Hans'][is]}`,
  });
}
