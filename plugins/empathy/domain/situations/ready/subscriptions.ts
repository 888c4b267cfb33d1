import { count, days, firstAt, last, lastAt, trait } from '../facts';
import { defineSituation } from '../situation';

const paid = ['Order Completed', 'Subscription Renewed', 'Payment Succeeded'];
const signedIn = 'Signed In';
const trialEnd = ['Subscription Started', 'Trial Ended', 'Trial Converted'];

/** Software and memberships by subscription. */
export const subscriptions = [
  defineSituation({
    key: 'payment-failed',
    name: { en: 'A payment failed', 'zh-Hans': '付款失败', de: 'Zahlung fehlgeschlagen' },
    ...{ vertical: 'any', severity: 64, expiresSeconds: days(14), action: 'fix-payment' },
    when: {
      all: [
        { event: 'Payment Failed', within: '14d' },
        { not: { sequence: [{ event: 'Payment Failed' }, { event: paid }], within: '14d' } },
      ],
    },
    facts: {
      last: lastAt('Payment Failed', '14d'),
      reason: last('Payment Failed', 'reason', '14d'),
      plan: last('Payment Failed', 'plan', '14d'),
    },
    evidence: {
      en: 'A payment{{#if situation.plan}} for {{situation.plan}}{{/if}} failed on {{situation.last}}{{#if situation.reason}} ({{situation.reason}}){{/if}}; none since.',
      'zh-Hans':
        '{{situation.last}}{{#if situation.plan}}“{{situation.plan}}”{{/if}}付款失败{{#if situation.reason}}（{{situation.reason}}）{{/if}}，此后未付款。',
      de: 'Am {{situation.last}} schlug eine Zahlung{{#if situation.plan}} für {{situation.plan}}{{/if}} fehl{{#if situation.reason}} ({{situation.reason}}){{/if}}; seither keine.',
    },
  }),
  defineSituation({
    key: 'renewal-near',
    name: { en: 'A renewal is near', 'zh-Hans': '即将续费', de: 'Verlängerung steht an' },
    ...{ vertical: 'saas', severity: 38, expiresSeconds: days(30), action: 'talk-renewal' },
    when: {
      any: [
        { trait: 'membership_renews_at', op: 'within_next', value: '14d' },
        { trait: 'renews_at', op: 'within_next', value: '30d' },
        { trait: 'subscription.renews_at', op: 'within_next', value: '30d' },
      ],
    },
    facts: {
      at: trait('membership_renews_at', 'renews_at', 'subscription.renews_at'),
      plan: trait('membership', 'plan'),
    },
    evidence: {
      en: '{{#if situation.plan}}{{situation.plan}}{{else}}The subscription{{/if}} renews on {{situation.at}}.',
      'zh-Hans': '{{#if situation.plan}}{{situation.plan}}{{else}}订阅{{/if}}将于{{situation.at}}续费。',
      de: '{{#if situation.plan}}{{situation.plan}}{{else}}Das Abonnement{{/if}} verlängert sich am {{situation.at}}.',
    },
  }),
  defineSituation({
    key: 'trial-ending',
    name: { en: 'The trial ends soon', 'zh-Hans': '试用即将结束', de: 'Testzeit endet bald' },
    ...{ vertical: 'saas', severity: 45, expiresSeconds: days(4), action: 'offer-help' },
    when: {
      all: [
        { event: 'Trial Started', within: { from: '-14d', to: '-10d' } },
        { not: { event: trialEnd, within: '14d' } },
      ],
    },
    facts: { started: lastAt('Trial Started', '14d'), uses: count(signedIn, '14d') },
    evidence: {
      en: 'Trial since {{situation.started}}; signed in {{situation.uses}} times; has not decided yet.',
      'zh-Hans': '自{{situation.started}}起试用，登录{{situation.uses}}次，尚未决定。',
      de: 'Testet seit {{situation.started}}; Anmeldungen: {{situation.uses}}; noch nicht entschieden.',
    },
  }),
  defineSituation({
    key: 'usage-dropped',
    name: { en: 'Uses it much less', 'zh-Hans': '使用量骤降', de: 'Nutzt es viel weniger' },
    ...{ vertical: 'saas', severity: 54, expiresSeconds: days(30), action: 'win-back' },
    when: {
      all: [
        { event: signedIn, count: { op: 'gte', value: 8 }, within: { from: '-60d', to: '-30d' } },
        { event: signedIn, count: { op: 'lte', value: 2 }, within: '30d' },
      ],
    },
    facts: { now: count(signedIn, '30d'), last: lastAt(signedIn, '60d') },
    evidence: {
      en: 'Signed in 8 times or more in the month before, now {{situation.now}}; last {{situation.last}}.',
      'zh-Hans': '上一月登录8次以上，近30天仅{{situation.now}}次；最近一次{{situation.last}}。',
      de: 'Im Vormonat 8 oder mehr Anmeldungen, jetzt {{situation.now}}; zuletzt {{situation.last}}.',
    },
  }),
  defineSituation({
    key: 'subscription-cancelled',
    name: { en: 'Has just cancelled', 'zh-Hans': '刚刚退订', de: 'Hat gerade gekündigt' },
    ...{ vertical: 'saas', severity: 56, expiresSeconds: days(14), action: 'win-back' },
    when: { event: 'Subscription Cancelled', within: '14d' },
    facts: {
      last: lastAt('Subscription Cancelled', '14d'),
      plan: last('Subscription Cancelled', 'plan', '14d'),
      reason: last('Subscription Cancelled', 'reason', '14d'),
    },
    evidence: {
      en: 'Cancelled{{#if situation.plan}} {{situation.plan}}{{/if}} on {{situation.last}}{{#if situation.reason}} ({{situation.reason}}){{/if}}.',
      'zh-Hans':
        '{{situation.last}}退订{{#if situation.plan}}“{{situation.plan}}”{{/if}}{{#if situation.reason}}（{{situation.reason}}）{{/if}}。',
      de: 'Hat{{#if situation.plan}} {{situation.plan}}{{/if}} am {{situation.last}} gekündigt{{#if situation.reason}} ({{situation.reason}}){{/if}}.',
    },
  }),
  defineSituation({
    key: 'onboarding-stuck',
    name: { en: 'Signed up and did not begin', 'zh-Hans': '注册后未开始使用', de: 'Registriert, aber nicht begonnen' },
    ...{ vertical: 'saas', severity: 36, expiresSeconds: days(7), action: 'offer-help' },
    when: {
      all: [
        { event: 'Signed Up', within: { from: '-9d', to: '-2d' } },
        { not: { event: [signedIn, 'Order Completed'], within: '9d' } },
      ],
    },
    facts: { at: firstAt('Signed Up', '9d') },
    evidence: {
      en: 'Signed up on {{situation.at}} and has not come back since.',
      'zh-Hans': '{{situation.at}}注册，此后未再使用。',
      de: 'Hat sich am {{situation.at}} registriert und kam seither nicht zurück.',
    },
  }),
];
