import type { JsonObject } from '@rapport/sdk';
import { customerView } from './customer-view';
import {
  blocks,
  helpers,
  personName,
  politeName,
  type RenderOptions,
  spokenName,
  wordLimits,
} from '@rapport/sdk/words';
import { scriptFaults } from './faults';
import { renderText } from './render';
import { sampleNow, sampleView, sampleZone } from './sample';

const options: RenderOptions = { locale: 'en', timeZone: sampleZone, now: sampleNow };
const say = (template: string, locale = 'en') => renderText(template, sampleView, { ...options, locale }).text;

test.each([...helpers, ...blocks].map((one) => [one.name, one] as const))(
  '%s does what its example says',
  (_name, one) => {
    expect(scriptFaults(one.example)).toEqual([]);
    expect(say(one.example)).toBe(one.gives);
  },
);

test.each([
  ['{{date situation.since style="long"}}', 'zh-Hans', '2026年11月29日'],
  ['{{date situation.since}}', 'de', '29. November 2026'],
  ['{{time situation.since}}', 'de', '15:02'],
  ['{{relative situation.due}}', 'de', 'morgen'],
  ['{{relative situation.since}}', 'zh-Hans', '28分钟前'],
  ['{{money 1234.5 "EUR"}}', 'de', '1.234,50 €'],
  ['{{money 1234.5 "CNY"}}', 'zh-Hans', '¥1,234.50'],
  ['{{list situation.articles type="or"}}', 'de', 'Reset your router, Error 651 oder Cables'],
  ['{{plural 1 one="# Bestellung" other="# Bestellungen"}}', 'de', '1 Bestellung'],
  ['{{plural situation.count other="#个订单"}}', 'zh-Hans', '4个订单'],
  ['{{politeName}}', 'de', 'Frau Lopez'],
  ['{{salutation}}', 'de', 'Guten Tag Frau Lopez'],
  ['{{number computed.points}}', 'de', '1.250'],
  ['{{duration situation.waited}}', 'zh-Hans', '14分钟'],
])('%s in %s is %s', (template, locale, text) => {
  expect(say(template, locale).replace(/\s/g, ' ')).toBe(text);
});

type Name = string | undefined;
const people: [JsonObject, Name, Name, Name, Name][] = [
  [{ firstName: 'kim', lastName: 'LOPEZ', gender: 'f' }, 'Kim', 'Ms Lopez', 'Frau Lopez', 'Lopez女士'],
  [{ name: 'Kim Lopez' }, 'Kim', 'Kim Lopez', 'Kim Lopez', 'Kim Lopez'],
  [{ name: 'Lopez, Kim' }, 'Kim', 'Kim Lopez', 'Kim Lopez', 'Kim Lopez'],
  [{ name: '王小明', gender: '男' }, '小明', 'Mr 王', 'Herr 王', '王先生'],
  [{ name: '欧阳小明', gender: '女' }, '小明', 'Ms 欧阳', 'Frau 欧阳', '欧阳女士'],
  [{ name: '王小明' }, '小明', '王小明', '王小明', '王小明'],
  [
    { firstName: 'Ute', lastName: 'Maier', title: 'Dr.', salutation: 'Frau' },
    'Ute',
    'Dr Maier',
    'Frau Dr. Maier',
    'Maier女士',
  ],
  [{ name: 'Otto von Guericke', gender: 'm' }, 'Otto', 'Mr von Guericke', 'Herr von Guericke', 'von Guericke先生'],
  [{ name: 'office@example.com' }, undefined, undefined, undefined, undefined],
  [{ firstName: 'undefined', lastName: 'null' }, undefined, undefined, undefined, undefined],
];

test.each(people)('%j is called by name', (traits, first, en, de, zh) => {
  const name = personName(traits);
  expect(name.first).toBe(first);
  expect(['en', 'de', 'zh-Hans'].map((locale) => politeName(name, locale))).toEqual([en, de, zh]);
});

test('friendly is the first name, but not in Chinese', () => {
  const name = personName({ name: '王小明', gender: '男' });
  expect(spokenName(name, 'zh-Hans', 'friendly')).toBe('王先生');
  expect(spokenName(personName({ name: 'Kim Lopez', gender: 'f' }), 'de', 'friendly')).toBe('Kim');
  expect(spokenName(personName({ name: 'Kim Lopez', gender: 'f' }), 'en', 'formal')).toBe('Ms Lopez');
});

test('a sentence without its value goes whole, and the value is named', () => {
  const template = 'Hello. Your order {{situation.number}} (no. {{situation.order}}) is here. All is well.';
  const { text, missing, pieces } = renderText(template, sampleView, options);
  expect(text).toBe('Hello. All is well.');
  expect(missing).toEqual(['situation.number']);
  expect(pieces.filter((piece) => piece.kind === 'dropped' || piece.kind === 'missing')).toEqual([
    { kind: 'dropped', text: 'Your order ' },
    { kind: 'missing', text: 'situation.number' },
    { kind: 'dropped', text: ' (no. ' },
    { kind: 'dropped', text: 'A-1042' },
    { kind: 'dropped', text: ') is here.' },
  ]);
});

test.each([
  ['Wir sind am 3. {{customer.month}} da. Gut.', 'Gut.'],
  ['Dr. {{customer.x}} ist da. Gut.', 'Gut.'],
  ['第一句{{customer.x}}。第二句。', '第二句。'],
  ['- {{customer.x}}\n- {{customer.firstName}}\n\nBye.', '- Kim\n\nBye.'],
  ['{{#sentence}}A {{customer.x}}.{{else}}B {{customer.y}}.{{/sentence}} C.', 'C.'],
  ['Yes{{#if customer.x}}, {{customer.x}}{{/if}}, it is ({{#if customer.x}}x{{/if}}).', 'Yes, it is.'],
  ['Mr {{fallback customer.x customer.lastName}}!', 'Mr Lopez!'],
  ['{{#each situation.missing}}x{{else}}Nothing.{{/each}}', 'Nothing.'],
  [
    '{{#each situation.articles}}{{@number}} {{this}} {{customer.firstName}}; {{/each}}',
    '1 Reset your router Kim; 2 Error 651 Kim; 3 Cables Kim;',
  ],
  ['{{#if (and (gt situation.count 3) (not customer.x))}}a{{else if customer.y}}b{{else}}c{{/if}}', 'a'],
])('%s is %s', (template, text) => {
  expect(say(template)).toBe(text);
});

test.each([
  '{{constructor}}',
  '{{customer.constructor.name}}',
  '{{customer.__proto__}}',
  '{{situation.articles.length}}',
  '{{customer.toString}}',
  '{{lookup customer "constructor"}}',
  '{{situation.articles.map}}',
  '{{__proto__.polluted}}',
])('%s reaches nothing', (template) => {
  expect(say(`ab ${template} cd. Fine.`)).toBe('Fine.');
});

test.each([
  ['{{> partial}}', /Partials/],
  ['{{#if}}x{{/if}}', /takes 1 arguments/],
  ['{{#if a', /Parse error/],
  ['{{nope 1}}', /no helper “nope”/],
  ['{{#nope}}x{{/nope}}', /no block “nope”/],
  ['{{firstname}}', /begins with none of/],
  ['{{money}}', /takes 1 to 2 arguments/],
  ['{{date situation.since format="x"}}', /takes no “format=”/],
  ['x'.repeat(wordLimits.templateCharsMax + 1), /at most/],
  ['{{#if customer.a}}'.repeat(30) + '{{/if}}'.repeat(30), /nested too deep/],
])('a fault is named: %s', (template, message) => {
  const [fault] = scriptFaults(template);
  expect(fault?.message).toMatch(message);
});

test('nothing grows without bounds', () => {
  const items = Array.from({ length: 1_000 }, (_, index) => `item ${index}`);
  const view = customerView({}, { situation: { items } });
  const each = (inner: string) => `{{#each situation.items}}${inner}{{/each}}`;
  expect(renderText(each('{{this}} '), view, options).text.split('item').length - 1).toBe(wordLimits.eachMax);
  expect(() => renderText(each(each(each('abcdefghij'))), view, options)).toThrow(/script_too_long|bounds/);
  expect(renderText('{{customer.a}}', customerView({ a: 'word '.repeat(1_000) }), options).text.length).toBeLessThan(
    320,
  );
});

test('marked traits never enter a view', () => {
  const { customer } = customerView({ healthStatus: 'x', religion: 'y', city: 'Rome', ethnic_origin: 'z' });
  expect(customer).toEqual({ city: 'Rome' });
});

test('a name that runs from right to left is isolated', () => {
  const view = customerView({ firstName: 'محمد' });
  expect(renderText('Dear {{firstName}}.', view, options).text).toBe('Dear \u2068محمد\u2069.');
});
