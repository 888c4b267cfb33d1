import { count, days, hours, last, lastAt, trait } from '../facts';
import { defineSituation } from '../situation';

const booked = 'Appointment Booked';

/** Services by appointment, and what people are to each other. */
export const services = [
  defineSituation({
    key: 'missed-appointment',
    name: { en: 'Missed an appointment', 'zh-Hans': '爽约', de: 'Termin verpasst' },
    ...{ vertical: 'services', severity: 48, expiresSeconds: days(3), action: 'rebook' },
    when: {
      all: [
        { event: 'Appointment Missed', within: '3d' },
        { not: { sequence: [{ event: 'Appointment Missed' }, { event: booked }], within: '3d' } },
      ],
    },
    facts: { last: lastAt('Appointment Missed', '3d'), service: last('Appointment Missed', 'service', '3d') },
    evidence: {
      en: 'Did not come to {{#if situation.service}}“{{situation.service}}”{{else}}an appointment{{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}, and has no new appointment.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}未到场{{#if situation.service}}（{{situation.service}}）{{/if}}，尚未重新预约。',
      de: 'Kam {{#if situation.last}}am {{situation.last}} {{/if}}nicht zu {{#if situation.service}}„{{situation.service}}“{{else}}einem Termin{{/if}} und hat keinen neuen Termin.',
    },
  }),
  defineSituation({
    key: 'appointment-soon',
    name: { en: 'An appointment is near', 'zh-Hans': '预约临近', de: 'Termin steht bevor' },
    ...{ vertical: 'services', severity: 18, expiresSeconds: days(2), action: 'give-status' },
    when: { event: booked, where: [{ property: 'starts_at', op: 'within_next', value: '1d' }], within: '90d' },
    facts: {
      at: last(booked, 'starts_at', '90d'),
      service: last(booked, 'service', '90d'),
    },
    evidence: {
      en: '{{#if situation.service}}“{{situation.service}}”{{else}}An appointment{{/if}} {{#if situation.at}}on {{situation.at}}{{else}}within a day{{/if}}.',
      'zh-Hans':
        '{{#if situation.service}}“{{situation.service}}”{{else}}预约{{/if}}：{{#if situation.at}}{{situation.at}}{{else}}一天之内{{/if}}。',
      de: '{{#if situation.service}}„{{situation.service}}“{{else}}Ein Termin{{/if}} {{#if situation.at}}am {{situation.at}}{{else}}binnen eines Tages{{/if}}.',
    },
  }),
  defineSituation({
    key: 'appointment-cancelled-twice',
    name: { en: 'Cancelled two appointments', 'zh-Hans': '两次取消预约', de: 'Zwei Termine abgesagt' },
    ...{ vertical: 'services', severity: 44, expiresSeconds: days(14), action: 'rebook' },
    when: { event: 'Appointment Cancelled', count: { op: 'gte', value: 2 }, within: '30d' },
    facts: { count: count('Appointment Cancelled', '30d'), last: lastAt('Appointment Cancelled', '30d') },
    evidence: {
      en: 'Cancelled {{#if situation.count}}{{situation.count}}{{else}}two or more{{/if}} appointments within a month{{#if situation.last}}, last {{situation.last}}{{/if}}.',
      'zh-Hans':
        '一个月内取消预约{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}{{#if situation.last}}，最近一次{{situation.last}}{{/if}}。',
      de: 'In einem Monat {{#if situation.count}}{{situation.count}}{{else}}mehrere{{/if}} Termine abgesagt{{#if situation.last}}, zuletzt {{situation.last}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'quote-overdue',
    name: { en: 'Waits for a quote', 'zh-Hans': '等待报价', de: 'Wartet auf ein Angebot' },
    ...{ vertical: 'services', severity: 53, expiresSeconds: days(7), action: 'give-status' },
    when: { sequence: [{ event: 'Quote Requested' }, { not: { event: 'Quote Sent' }, within: '2d' }], within: '14d' },
    facts: { last: lastAt('Quote Requested', '14d'), service: last('Quote Requested', 'service', '14d') },
    evidence: {
      en: 'Asked for a quote{{#if situation.service}} ({{situation.service}}){{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}; none went out within two days.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}询价{{#if situation.service}}（{{situation.service}}）{{/if}}，两天内未发出报价。',
      de: 'Hat {{#if situation.last}}am {{situation.last}} {{/if}}ein Angebot erbeten{{#if situation.service}} ({{situation.service}}){{/if}}; binnen zwei Tagen ging keines hinaus.',
    },
  }),
  defineSituation({
    key: 'birthday',
    name: { en: 'Birthday', 'zh-Hans': '生日', de: 'Geburtstag' },
    ...{ vertical: 'any', severity: 12, expiresSeconds: days(3), action: 'congratulate' },
    when: { trait: 'birthday', op: 'anniversary_within', value: '2d', zone: 'profile' },
    facts: { birthday: trait('birthday') },
    evidence: {
      en: 'Has a birthday within two days.',
      'zh-Hans': '两天内过生日。',
      de: 'Hat in den nächsten zwei Tagen Geburtstag.',
    },
  }),
  defineSituation({
    key: 'new-and-asking',
    name: { en: 'New here, asks at once', 'zh-Hans': '新客户即来咨询', de: 'Neu hier und fragt gleich' },
    ...{ vertical: 'any', severity: 34, expiresSeconds: hours(24), action: 'welcome' },
    when: {
      all: [
        { event: 'Signed Up', within: '2d' },
        { event: 'Live Chat Conversation Started', within: '1d' },
      ],
    },
    facts: { subject: last('Live Chat Conversation Started', 'subject', '1d'), at: lastAt('Signed Up', '2d') },
    evidence: {
      en: 'Signed up{{#if situation.at}} on {{situation.at}}{{/if}} and already has a question{{#if situation.subject}}: “{{situation.subject}}”{{/if}}.',
      'zh-Hans':
        '{{#if situation.at}}{{situation.at}}{{/if}}刚注册便有疑问{{#if situation.subject}}：“{{situation.subject}}”{{/if}}。',
      de: 'Hat sich {{#if situation.at}}am {{situation.at}}{{else}}gerade{{/if}} registriert und schon eine Frage{{#if situation.subject}}: „{{situation.subject}}“{{/if}}.',
    },
  }),
];
