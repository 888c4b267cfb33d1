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
      en: 'A payment{{#if situation.plan}} for {{situation.plan}}{{/if}} failed{{#if situation.last}} on {{situation.last}}{{/if}}{{#if situation.reason}} ({{situation.reason}}){{/if}}; none since.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}{{#if situation.plan}}“{{situation.plan}}”{{/if}}付款失败{{#if situation.reason}}（{{situation.reason}}）{{/if}}，此后未付款。',
      de: 'Eine Zahlung{{#if situation.plan}} für {{situation.plan}}{{/if}} schlug {{#if situation.last}}am {{situation.last}} {{/if}}fehl{{#if situation.reason}} ({{situation.reason}}){{/if}}; seither keine.',
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
      en: '{{#if situation.plan}}{{situation.plan}}{{else}}The subscription{{/if}} renews {{#if situation.at}}on {{situation.at}}{{else}}soon{{/if}}.',
      'zh-Hans':
        '{{#if situation.plan}}{{situation.plan}}{{else}}订阅{{/if}}{{#if situation.at}}将于{{situation.at}}{{else}}即将{{/if}}续费。',
      de: '{{#if situation.plan}}{{situation.plan}}{{else}}Das Abonnement{{/if}} verlängert sich {{#if situation.at}}am {{situation.at}}{{else}}bald{{/if}}.',
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
      en: '{{#if situation.started}}Trial since {{situation.started}}{{else}}The trial ends soon{{/if}}{{#if situation.uses}}; signed in {{situation.uses}} times{{/if}}; has not decided yet.',
      'zh-Hans':
        '{{#if situation.started}}自{{situation.started}}起试用{{else}}试用即将结束{{/if}}{{#if situation.uses}}，登录{{situation.uses}}次{{/if}}，尚未决定。',
      de: '{{#if situation.started}}Testet seit {{situation.started}}{{else}}Die Testzeit endet bald{{/if}}{{#if situation.uses}}; Anmeldungen: {{situation.uses}}{{/if}}; noch nicht entschieden.',
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
      en: 'Signed in 8 times or more in the month before, now {{#if situation.now}}{{situation.now}}{{else}}at most 2{{/if}}{{#if situation.last}}; last {{situation.last}}{{/if}}.',
      'zh-Hans':
        '上一月登录8次以上，近30天{{#if situation.now}}仅{{situation.now}}次{{else}}不超过2次{{/if}}{{#if situation.last}}；最近一次{{situation.last}}{{/if}}。',
      de: 'Im Vormonat 8 oder mehr Anmeldungen, jetzt {{#if situation.now}}{{situation.now}}{{else}}höchstens 2{{/if}}{{#if situation.last}}; zuletzt {{situation.last}}{{/if}}.',
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
      en: 'Cancelled{{#if situation.plan}} {{situation.plan}}{{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}{{#if situation.reason}} ({{situation.reason}}){{/if}}.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}退订{{#if situation.plan}}“{{situation.plan}}”{{/if}}{{#if situation.reason}}（{{situation.reason}}）{{/if}}。',
      de: 'Hat{{#if situation.plan}} {{situation.plan}}{{/if}}{{#if situation.last}} am {{situation.last}}{{/if}} gekündigt{{#if situation.reason}} ({{situation.reason}}){{/if}}.',
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
      en: 'Signed up{{#if situation.at}} on {{situation.at}}{{/if}} and has not come back since.',
      'zh-Hans': '{{#if situation.at}}{{situation.at}}注册{{else}}已注册{{/if}}，此后未再使用。',
      de: 'Hat sich {{#if situation.at}}am {{situation.at}} {{/if}}registriert und kam seither nicht zurück.',
    },
  }),
];
