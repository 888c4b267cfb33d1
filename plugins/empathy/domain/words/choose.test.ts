import fc from 'fast-check';
import { rankScripts } from './choose';
import type { ScriptRequest } from './choose';
import type { Script } from './script';

const script = (key: string, more: Partial<Script> = {}): Script => ({
  ...{ documentId: key, key, locale: 'en', title: key, opening: '', body: 'x', situations: [] },
  ...{ channel: null, tone: 'neutral', vertical: null },
  ...more,
});
const late = {
  key: 'delivery-late',
  name: { en: 'Late', 'zh-Hans': '延迟', de: 'Verspätet' },
  severity: 60,
  evidence: 'Order A-1 is late.',
};
const angry = { key: 'harsh-words', name: { en: 'Harsh words', 'zh-Hans': '言辞激烈' }, severity: 80, evidence: '' };
const request: ScriptRequest = { situations: [late], channel: 'web', locale: 'en', tone: null, outcomes: new Map() };
const order = (scripts: Script[], more: Partial<ScriptRequest> = {}) =>
  rankScripts(scripts, { ...request, ...more }).map((one) => one.script.key);

test('what fits the situation comes before what fits any, what fits another does not come', () => {
  const scripts = [
    script('any'),
    script('late', { situations: ['delivery-late'] }),
    script('angry', { situations: ['harsh-words'] }),
  ];
  expect(order(scripts)).toEqual(['late', 'any']);
  expect(order(scripts, { situations: [late, angry] })).toEqual(['angry', 'late', 'any']);
  expect(order(scripts, { situations: [] })).toEqual(['any']);
});

test('its own channel is better than any, another’s is not offered; without a channel all are', () => {
  const scripts = [script('a'), script('chat', { channel: 'chat' }), script('mail', { channel: 'email' })];
  expect(order(scripts)).toEqual(['chat', 'a']);
  expect(order(scripts, { channel: 'email' })).toEqual(['mail', 'a']);
  expect(order(scripts, { channel: 'whatsapp' })).toEqual(['chat', 'a']);
  expect(order(scripts, { channel: null })).toEqual(['a', 'chat', 'mail']);
});

test('of the languages of one script the nearest is offered', () => {
  const scripts = [
    script('a', { locale: 'de', title: 'de' }),
    script('a', { title: 'en' }),
    script('b', { locale: 'de' }),
  ];
  const titles = (locale: string) => rankScripts(scripts, { ...request, locale }).map((one) => one.script.title);
  expect(titles('de-AT')).toEqual(['de', 'b']);
  expect(titles('fr')).toEqual(['en']);
  expect(titles('en')).toEqual(['en']);
});

test('what was taken more often rises, and few dismissals bury nothing', () => {
  const scripts = [script('a'), script('b'), script('c')];
  const outcomes = new Map([
    ['a', { used: 0, edited: 0, dismissed: 2 }],
    ['b', { used: 20, edited: 5, dismissed: 5 }],
  ]);
  expect(order(scripts, { outcomes })).toEqual(['b', 'c', 'a']);
  // What fits the situation stays above what is liked.
  const disliked = new Map([
    ['late', { used: 0, edited: 0, dismissed: 50 }],
    ['a', { used: 50, edited: 0, dismissed: 0 }],
  ]);
  expect(order([script('a'), script('late', { situations: ['delivery-late'] })], { outcomes: disliked })).toEqual([
    'late',
    'a',
  ]);
});

test('each says why, in the language of the words', () => {
  const scripts = [script('late', { situations: ['delivery-late'], channel: 'chat' })];
  const outcomes = new Map([['late', { used: 6, edited: 2, dismissed: 2 }]]);
  const why = (locale: string) => rankScripts(scripts, { ...request, locale, outcomes })[0]?.why;
  expect(why('en')).toBe('for “Late”: Order A-1 is late.; written for web; taken 8 of 10 times');
  expect(why('zh-Hans')).toBe(
    '适用于“延迟”：Order A-1 is late.; 为 web 渠道撰写; 暂无该语言版本; 推荐 10 次，采用 8 次',
  );
  expect(why('de-CH')).toMatch(/^für „Verspätet“: /);
});

test('the order of what is given does not matter', () => {
  const some = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      tone: fc.constantFrom('neutral', 'formal'),
      situations: fc.constantFrom([], ['delivery-late']),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(some, (given) => {
      const scripts = given.map(({ key, tone, situations }, index) =>
        script(`${key}${index}`, { situations, tone: tone === 'formal' ? 'formal' : 'neutral' }),
      );
      expect(order(scripts.toReversed())).toEqual(order(scripts));
    }),
  );
});
