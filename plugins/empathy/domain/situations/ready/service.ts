import { atMost, count, days, firstAt, hours, is, last, lastAt, list } from '../facts';
import { defineSituation } from '../situation';

const started = 'Live Chat Conversation Started';
const handedOver = 'Conversation Handed Over';
const rated = 'Conversation Rated';
const written = 'Live Chat Message Sent';
const isBad = atMost('rating', 2);

/** Whoever serves customers knows these. */
export const service = [
  defineSituation({
    key: 'searching-without-success',
    name: { en: 'Searches help in vain', 'zh-Hans': '自助查找未果', de: 'Sucht vergeblich Hilfe' },
    ...{ vertical: 'any', severity: 60, expiresSeconds: hours(2), action: 'offer-help' },
    when: {
      all: [
        { event: 'Help Searched', count: { op: 'gte', value: 3 }, within: '30m' },
        { not: { event: 'Article Rated', where: [is('helpful', 'eq', true)], within: '30m' } },
      ],
    },
    facts: {
      count: count('Help Searched', '30m'),
      first: firstAt('Help Searched', '30m'),
      query: last('Help Searched', 'query', '2h'),
      articles: list('Article Viewed', 'title', '2h'),
    },
    evidence: {
      en: 'Searched help {{#if situation.count}}{{situation.count}} times{{else}}again and again{{/if}}{{#if situation.first}} since {{situation.first}}{{/if}}{{#if situation.query}}, last for “{{situation.query}}”{{/if}}{{#if situation.articles}}; read {{situation.articles}}{{/if}}.',
      'zh-Hans':
        '{{#if situation.first}}自{{situation.first}}起{{/if}}搜索帮助{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}{{#if situation.query}}，最近一次搜索“{{situation.query}}”{{/if}}{{#if situation.articles}}；看过{{situation.articles}}{{/if}}。',
      de: 'Hat {{#if situation.first}}seit {{situation.first}} {{/if}}{{#if situation.count}}{{situation.count}}-mal{{else}}mehrmals{{/if}} in der Hilfe gesucht{{#if situation.query}}, zuletzt nach „{{situation.query}}“{{/if}}{{#if situation.articles}}; gelesen: {{situation.articles}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'handed-over-twice',
    name: { en: 'Handed over twice', 'zh-Hans': '多次转接', de: 'Zweimal weitergereicht' },
    ...{ vertical: 'any', severity: 75, expiresSeconds: days(2), action: 'own-the-case' },
    when: { event: handedOver, count: { op: 'gte', value: 2 }, within: '2d' },
    facts: {
      count: count(handedOver, '2d'),
      agents: list(handedOver, 'agent_name', '2d'),
      last: lastAt(handedOver, '2d'),
    },
    evidence: {
      en: 'Handed over {{#if situation.count}}{{situation.count}}{{else}}two or more{{/if}} times within two days{{#if situation.last}}, last {{situation.last}}{{/if}}{{#if situation.agents}} (to {{situation.agents}}){{/if}}.',
      'zh-Hans':
        '两天内被转接{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}{{#if situation.last}}，最近一次{{situation.last}}{{/if}}{{#if situation.agents}}（转至{{situation.agents}}）{{/if}}。',
      de: 'In zwei Tagen {{#if situation.count}}{{situation.count}}-mal{{else}}mehrmals{{/if}} weitergereicht{{#if situation.last}}, zuletzt {{situation.last}}{{/if}}{{#if situation.agents}} (an {{situation.agents}}){{/if}}.',
    },
  }),
  defineSituation({
    key: 'repeat-contact',
    name: { en: 'Third contact in a week', 'zh-Hans': '一周内第三次咨询', de: 'Dritter Kontakt in einer Woche' },
    ...{ vertical: 'any', severity: 65, expiresSeconds: days(3), action: 'own-the-case' },
    when: { event: started, count: { op: 'gte', value: 3 }, within: '7d' },
    facts: { count: count(started, '7d'), first: firstAt(started, '7d'), subjects: list(started, 'subject', '7d') },
    evidence: {
      en: 'Started {{#if situation.count}}{{situation.count}}{{else}}three or more{{/if}} conversations {{#if situation.first}}since {{situation.first}}{{else}}within a week{{/if}}{{#if situation.subjects}}: {{situation.subjects}}{{/if}}.',
      'zh-Hans':
        '{{#if situation.first}}自{{situation.first}}起{{else}}一周内{{/if}}发起{{#if situation.count}}{{situation.count}}次{{else}}多次{{/if}}会话{{#if situation.subjects}}：{{situation.subjects}}{{/if}}。',
      de: 'Hat {{#if situation.first}}seit {{situation.first}}{{else}}in einer Woche{{/if}} {{#if situation.count}}{{situation.count}}{{else}}mehrere{{/if}} Gespräche begonnen{{#if situation.subjects}}: {{situation.subjects}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'recovery-after-low-rating',
    name: { en: 'Recovery: rated us badly', 'zh-Hans': '差评挽回', de: 'Wiedergutmachung: schlecht bewertet' },
    ...{ vertical: 'any', severity: 85, expiresSeconds: days(3), action: 'call-back' },
    when: { event: rated, where: [isBad], within: '3d' },
    facts: {
      rating: last(rated, 'rating', '3d', isBad),
      last: lastAt(rated, '3d', isBad),
      comment: last(rated, 'comment', '3d', isBad),
    },
    evidence: {
      en: 'Rated the conversation {{#if situation.rating}}{{situation.rating}} of 5{{else}}badly{{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}{{#if situation.comment}}: “{{situation.comment}}”{{/if}}.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}对会话{{#if situation.rating}}评{{situation.rating}}分（满分5分）{{else}}打了低分{{/if}}{{#if situation.comment}}：“{{situation.comment}}”{{/if}}。',
      de: 'Hat das Gespräch {{#if situation.last}}am {{situation.last}} {{/if}}{{#if situation.rating}}mit {{situation.rating}} von 5{{else}}schlecht{{/if}} bewertet{{#if situation.comment}}: „{{situation.comment}}“{{/if}}.',
    },
  }),
  defineSituation({
    key: 'bad-rating-last-time',
    name: { en: 'Unhappy last time', 'zh-Hans': '上次评价不佳', de: 'Letztes Mal unzufrieden' },
    ...{ vertical: 'any', severity: 50, expiresSeconds: days(90), action: 'ask-what-was-missing' },
    when: { event: rated, last: [isBad], within: '90d' },
    facts: { rating: last(rated, 'rating', '90d'), last: lastAt(rated, '90d') },
    evidence: {
      en: 'The latest rating was {{#if situation.rating}}{{situation.rating}} of 5{{else}}a bad one{{/if}}{{#if situation.last}}, on {{situation.last}}{{/if}}.',
      'zh-Hans':
        '最近一次评分{{#if situation.rating}}为{{situation.rating}}分（满分5分）{{else}}偏低{{/if}}{{#if situation.last}}，{{situation.last}}{{/if}}。',
      de: 'Die letzte Bewertung war {{#if situation.rating}}{{situation.rating}} von 5{{else}}schlecht{{/if}}{{#if situation.last}}, am {{situation.last}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'silent-after-complaint',
    name: { en: 'Silent after a complaint', 'zh-Hans': '投诉后沉默', de: 'Nach einer Beschwerde still' },
    ...{ vertical: 'any', severity: 55, expiresSeconds: days(60), action: 'win-back' },
    when: {
      sequence: [
        { event: rated, where: [isBad] },
        { not: { event: ['Order Completed', 'Signed In'] }, within: '14d' },
      ],
      within: '90d',
    },
    facts: { rating: last(rated, 'rating', '90d', isBad), last: lastAt(rated, '90d', isBad) },
    evidence: {
      en: 'Rated {{#if situation.rating}}{{situation.rating}} of 5{{else}}us badly{{/if}}{{#if situation.last}} on {{situation.last}}{{/if}}, and did not come back within 14 days.',
      'zh-Hans':
        '{{#if situation.last}}{{situation.last}}{{/if}}{{#if situation.rating}}评{{situation.rating}}分（满分5分）{{else}}打了低分{{/if}}，此后14天未再出现。',
      de: 'Hat {{#if situation.last}}am {{situation.last}} {{/if}}{{#if situation.rating}}{{situation.rating}} von 5 gegeben{{else}}schlecht bewertet{{/if}} und kam 14 Tage nicht zurück.',
    },
  }),
  defineSituation({
    key: 'waiting-for-answer',
    name: { en: 'Waits for an answer', 'zh-Hans': '等待回复', de: 'Wartet auf Antwort' },
    ...{ vertical: 'any', severity: 70, expiresSeconds: days(7), action: 'answer-now' },
    when: { conversation: { waitingSince: { op: 'exists' }, lastWrittenAt: { op: 'not_within_last', value: '1h' } } },
    facts: { last: lastAt(written, '30d') },
    evidence: {
      en: 'Wrote last{{#if situation.last}} on {{situation.last}}{{/if}}, and nobody has answered for more than an hour.',
      'zh-Hans': '{{#if situation.last}}{{situation.last}}{{/if}}最后发言的是客户，已超过一小时无人回复。',
      de: 'Hat zuletzt{{#if situation.last}} am {{situation.last}}{{/if}} geschrieben; seit über einer Stunde ohne Antwort.',
    },
  }),
  defineSituation({
    key: 'no-first-reply',
    name: { en: 'No first reply yet', 'zh-Hans': '尚无首次回复', de: 'Noch keine erste Antwort' },
    ...{ vertical: 'any', severity: 68, expiresSeconds: days(2), action: 'answer-now' },
    when: {
      conversation: {
        status: { op: 'ne', value: 'resolved' },
        lastWriter: 'customer',
        firstReplyAt: { op: 'not_exists' },
        openedAt: { op: 'not_within_last', value: '30m' },
      },
    },
    facts: { first: lastAt(started, '7d'), subject: last(started, 'subject', '7d') },
    evidence: {
      en: 'Opened a conversation{{#if situation.first}} on {{situation.first}}{{/if}}{{#if situation.subject}} (“{{situation.subject}}”){{/if}}, and has had no reply at all.',
      'zh-Hans':
        '{{#if situation.first}}{{situation.first}}{{/if}}发起会话{{#if situation.subject}}“{{situation.subject}}”{{/if}}，至今没有任何回复。',
      de: 'Hat{{#if situation.first}} am {{situation.first}}{{/if}} ein Gespräch eröffnet{{#if situation.subject}} („{{situation.subject}}“){{/if}} und noch keine Antwort erhalten.',
    },
  }),
  defineSituation({
    key: 'reopened-case',
    name: { en: 'Not solved after all', 'zh-Hans': '问题未真正解决', de: 'Doch nicht gelöst' },
    ...{ vertical: 'any', severity: 66, expiresSeconds: days(3), action: 'own-the-case' },
    when: {
      any: [
        { event: 'Conversation Reopened', within: '3d' },
        { conversation: { reopened: { op: 'gte', value: 2 }, status: { op: 'ne', value: 'resolved' } } },
      ],
    },
    facts: { count: count('Conversation Reopened', '30d'), last: lastAt('Conversation Reopened', '30d') },
    evidence: {
      en: 'A case that we called solved is open again{{#if situation.last}} (since {{situation.last}}){{/if}}.',
      'zh-Hans': '已标记解决的问题被重新打开{{#if situation.last}}（{{situation.last}}）{{/if}}。',
      de: 'Ein Fall, den wir gelöst nannten, ist wieder offen{{#if situation.last}} (seit {{situation.last}}){{/if}}.',
    },
  }),
  defineSituation({
    key: 'harsh-words',
    name: { en: 'Harsh words', 'zh-Hans': '言辞激烈', de: 'Deutliche Worte' },
    ...{ vertical: 'any', severity: 58, expiresSeconds: days(1), action: 'apologise' },
    when: { event: written, where: [atMost('sentiment', -0.5)], within: '1d' },
    facts: {
      count: count(written, '1d', atMost('sentiment', -0.5)),
      last: lastAt(written, '1d', atMost('sentiment', -0.5)),
    },
    evidence: {
      en: 'Angry or disappointed messages within a day{{#if situation.count}}: {{situation.count}}{{/if}}{{#if situation.last}}, last {{situation.last}}{{/if}}.',
      'zh-Hans':
        '一天内有{{#if situation.count}}{{situation.count}}条{{/if}}生气或失望的消息{{#if situation.last}}，最近一条{{situation.last}}{{/if}}。',
      de: 'Verärgerte oder enttäuschte Nachrichten binnen eines Tages{{#if situation.count}}: {{situation.count}}{{/if}}{{#if situation.last}}, zuletzt {{situation.last}}{{/if}}.',
    },
  }),
  defineSituation({
    key: 'article-did-not-help',
    name: { en: 'An article did not help', 'zh-Hans': '帮助文章无用', de: 'Ein Artikel half nicht' },
    ...{ vertical: 'any', severity: 40, expiresSeconds: days(1), action: 'offer-help' },
    when: {
      all: [
        { event: 'Article Rated', where: [is('helpful', 'eq', false)], within: '1d' },
        { not: { event: started, within: '1d' } },
      ],
    },
    facts: { titles: list('Article Rated', 'title', '1d', is('helpful', 'eq', false)) },
    evidence: {
      en: 'Found no help in {{#if situation.titles}}{{situation.titles}}{{else}}an article{{/if}}, and has not asked yet.',
      'zh-Hans': '觉得{{#if situation.titles}}{{situation.titles}}{{else}}文章{{/if}}没有帮助，且尚未来咨询。',
      de: 'Fand in {{#if situation.titles}}{{situation.titles}}{{else}}einem Artikel{{/if}} keine Hilfe und hat noch nicht gefragt.',
    },
  }),
  defineSituation({
    key: 'high-value-at-risk',
    name: { en: 'High value at risk', 'zh-Hans': '高价值客户流失风险', de: 'Wertvoll und gefährdet' },
    ...{ vertical: 'any', severity: 80, expiresSeconds: days(30), action: 'call-back' },
    when: {
      all: [
        { computed: 'lifetime_value', op: 'gte', value: 500 },
        {
          any: [
            { event: rated, where: [isBad], within: '30d' },
            { event: handedOver, count: { op: 'gte', value: 2 }, within: '14d' },
            { event: 'Subscription Cancelled', within: '30d' },
          ],
        },
      ],
    },
    facts: {
      spent: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' } },
      rating: last(rated, 'rating', '30d'),
      handoffs: count(handedOver, '14d'),
    },
    evidence: {
      en: '{{#if situation.spent}}Spent {{situation.spent}} so far{{else}}Spent much so far{{/if}}{{#if situation.rating}}; the latest rating was {{situation.rating}} of 5{{/if}}{{#if situation.handoffs}}; hand-overs in two weeks: {{situation.handoffs}}{{/if}}.',
      'zh-Hans':
        '{{#if situation.spent}}累计消费{{situation.spent}}{{else}}累计消费较高{{/if}}{{#if situation.rating}}；最近评分{{situation.rating}}分（满分5分）{{/if}}{{#if situation.handoffs}}；两周内转接{{situation.handoffs}}次{{/if}}。',
      de: 'Hat bisher {{#if situation.spent}}{{situation.spent}}{{else}}viel{{/if}} ausgegeben{{#if situation.rating}}; letzte Bewertung {{situation.rating}} von 5{{/if}}{{#if situation.handoffs}}; Weitergaben in zwei Wochen: {{situation.handoffs}}{{/if}}.',
    },
  }),
];
