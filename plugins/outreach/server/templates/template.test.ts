import type { ContentPart, JsonObject } from '@rapport/sdk';
import type { CompiledTemplate } from '../../domain/template/compile';
import type { TemplateContent } from '../../domain/template/content';
import { localeFor } from '../../domain/template/locale';
import { type MessageData, renderMessage } from '../../domain/template/render';
import { compileTemplate } from './compile';

const label = { en: '', 'zh-Hans': '' };
const parts: readonly ContentPart[] = [
  { name: 'subject', label, format: 'line', required: true },
  { name: 'text', label, format: 'text', required: false },
  { name: 'html', label, format: 'mjml', required: false },
  { name: 'body', label, format: 'json', required: false },
];
const where = { now: Date.UTC(2026, 10, 29, 20, 30), timeZone: 'America/New_York' };

async function compiled(content: TemplateContent, defaultLocale = 'en'): Promise<CompiledTemplate> {
  const result = await compileTemplate({ content, defaultLocale }, parts);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.template;
}

async function faultsOf(texts: Record<string, string>): Promise<string[]> {
  const result = await compileTemplate({ content: { en: { subject: 'Hi', ...texts } }, defaultLocale: 'en' }, parts);
  return 'faults' in result ? result.faults.map(({ part, message }) => `${part}: ${message}`) : [];
}

const dataOf = (traits: JsonObject, more: Partial<MessageData> = {}): MessageData => ({
  ...{ traits, computed: {}, event: null, preferencesUrl: 'https://r.example/p?a=1&b=2' },
  unsubscribeUrl: 'https://r.example/u?t=x',
  ...more,
});
const mjml = (inside: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${inside}</mj-column></mj-section></mj-body></mjml>`;

describe('what a value may say', () => {
  const evil = `<script>alert(1)</script> "quoted" & 'single'`;
  const rendered = async (part: string, text: string, name: string) => {
    const template = await compiled({ en: { subject: 'Hi', [part]: text } });
    const result = renderMessage(template, dataOf({ name }), where);
    return 'content' in result ? result.content[part] : result;
  };

  test('in HTML it is text, in an attribute, too', async () => {
    const html = await rendered(
      'html',
      mjml('<mj-text>Hi {{traits.name}}</mj-text><mj-image alt="{{traits.name}}" src="https://a.example/a.png" />'),
      evil,
    );
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; &#39;single&#39;');
    expect(html).not.toContain('alt="<');
  });

  test('no font is loaded from anywhere but where its author says', async () => {
    const plain = await rendered('html', mjml('<mj-text font-family="Roboto, Ubuntu">Hi</mj-text>'), 'Ada');
    expect(plain).not.toMatch(/googleapis|@import|<link/);
    const own = '<mj-head><mj-font name="Ours" href="https://shop.example/ours.css" /></mj-head>';
    const chosen = mjml('<mj-text font-family="Ours">Hi</mj-text>').replace('<mjml>', `<mjml>${own}`);
    expect(await rendered('html', chosen, 'Ada')).toContain('https://shop.example/ours.css');
  });

  test('in JSON it is one string', async () => {
    const json = await rendered('body', '{"name":"{{traits.name}}"}', '"},{"admin":true');
    expect(typeof json === 'string' && JSON.parse(json)).toEqual({ name: '"},{"admin":true' });
  });

  test('in a line it breaks none', async () => {
    expect(await rendered('subject', 'For {{traits.name}}', 'Kim\r\nBcc: everybody@example.org')).toBe(
      'For Kim Bcc: everybody@example.org',
    );
  });

  test('as an address it leads to the web, and runs nothing', async () => {
    const button = mjml('<mj-button href="{{traits.name}}">Go</mj-button>');
    expect(await rendered('html', button, 'https://shop.example/a?x=1&y=2')).toContain(
      'href="https://shop.example/a?x=1&amp;y=2"',
    );
    expect(await rendered('html', button, 'javascript:alert(1)')).toMatchObject({ failure: 'template_value_missing' });
  });

  test('long addresses stay whole', async () => {
    const url = `https://shop.example/${'a'.repeat(600)}?x=1;`;
    expect(await rendered('text', 'See {{traits.name}}', url)).toBe(`See ${url}`);
  });
});

describe('what is missing', () => {
  test('without a fall-back the message fails, and says what for', async () => {
    const template = await compiled({ en: { subject: 'Hi {{traits.first_name}}', text: 'x {{event.order_id}}' } });
    expect(renderMessage(template, dataOf({}), where)).toEqual({
      locale: 'en',
      missing: ['traits.first_name', 'event.order_id'],
      failure: 'template_value_missing',
      paths: ['traits.first_name', 'event.order_id'],
    });
  });

  test('with one it goes, and what was missing is told', async () => {
    const template = await compiled({
      en: {
        subject: 'Hi {{fallback traits.first_name "there"}}',
        text: '{{#sentence}}Order {{event.order_id}}.{{else}}Your order.{{/sentence}}{{#if traits.vip}} Vip.{{/if}}',
      },
    });
    expect(renderMessage(template, dataOf({}), where)).toEqual({
      locale: 'en',
      missing: ['traits.first_name', 'event.order_id'],
      content: { subject: 'Hi there', text: 'Your order.' },
    });
  });

  test.each(['undefined', 'null', '[object Object]', '  '])(
    '%j is what programs write where nothing is',
    async (first_name) => {
      const template = await compiled({ en: { subject: 'Hi {{traits.first_name}}' } });
      expect(renderMessage(template, dataOf({ first_name }), where)).toHaveProperty(
        'failure',
        'template_value_missing',
      );
    },
  );

  test('a transactional message cannot offer to unsubscribe', async () => {
    const template = await compiled({ en: { subject: 'Hi', text: '{{unsubscribe_url}}' } });
    const data = dataOf({}, { unsubscribeUrl: null });
    expect(renderMessage(template, data, where)).toHaveProperty('paths', ['unsubscribe_url']);
  });

  test('special categories never enter a text; prototypes are out of reach', async () => {
    const template = await compiled({
      en: { subject: '{{traits.health_status}}{{traits.constructor}}{{traits.__proto__}}' },
    });
    const result = renderMessage(template, dataOf({ health_status: 'ill' }), where);
    expect(result).toHaveProperty('paths', ['traits.health_status', 'traits.constructor', 'traits.__proto__']);
  });

  test('a part that has to say something says something; JSON is JSON', async () => {
    const empty = await compiled({ en: { subject: '{{#if traits.vip}}Hi{{/if}}' } });
    expect(renderMessage(empty, dataOf({}), where)).toMatchObject({
      failure: 'template_part_empty',
      paths: ['subject'],
    });
    const json = await compiled({ en: { subject: 'Hi', body: '{"n": {{event.n}} }' } });
    expect(renderMessage(json, dataOf({}, { event: { n: 3 } }), where)).toHaveProperty('content.body', '{"n": 3 }');
    expect(renderMessage(json, dataOf({}, { event: { n: 'x' } }), where)).toHaveProperty(
      'failure',
      'template_json_invalid',
    );
  });
});

test('dates, money and plurals are as the customer writes them', async () => {
  const text = '{{dateTime event.at}}; {{money event.total}}; {{plural event.n one="# item" other="# items"}}';
  const template = await compiled({ en: { subject: text }, de: { subject: text } });
  const event = { at: '2026-11-29T20:30:00Z', total: 19.9, currency: 'EUR', n: 2 };
  const subject = (locale: string) => {
    const result = renderMessage(template, dataOf({ locale }, { event }), where);
    return 'content' in result ? result.content['subject'] : result;
  };
  expect(subject('en')).toBe('November 29 at 3:30 PM; €19.90; 2 items');
  expect(subject('de_AT')).toBe('29. November um 15:30; 19,90 €; 2 items');
});

test.each([
  ['de', ['en', 'de'], 'de'],
  ['de-AT', ['en', 'de'], 'de'],
  ['de_AT', ['en', 'de-DE', 'de-AT'], 'de-AT'],
  ['zh-CN', ['en', 'zh-Hant', 'zh-Hans'], 'zh-Hans'],
  ['zh_TW', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
  ['pt-BR', ['en', 'pt-PT'], 'pt-PT'],
  ['fr', ['en', 'de'], 'en'],
  ['not a locale', ['en', 'de'], 'en'],
  [null, ['en', 'de'], 'en'],
])('a customer of %s reads, of %j, %s', (wish, has, expected) => {
  expect(localeFor(wish, has, 'en')).toBe(expected);
});

describe('what authors are told', () => {
  test.each([
    ['Hi {{trait.name}}', /begins with none of/],
    ['Hi {{traits.name', /text: /],
    ['{{> partial}}', /Partials/],
    ['{{lookup traits "x"}}', /no helper/],
  ])('%s', async (text, said) => {
    expect((await faultsOf({ text })).join()).toMatch(said);
  });

  test('an expression where MJML keeps no text, a component that is none, a file', async () => {
    expect(await faultsOf({ html: mjml('{{#if traits.vip}}<mj-text>Hi</mj-text>{{/if}}') })).toEqual([
      expect.stringContaining('MJML drops {{#if traits.vip}}'),
      expect.stringContaining('MJML drops {{/if}}'),
    ]);
    expect(await faultsOf({ html: mjml('<mj-tex>Hi</mj-tex>') })).toEqual([expect.stringContaining('mj-tex')]);
    expect(await faultsOf({ html: mjml('<mj-include path="/etc/passwd" />') })).toEqual([
      'html: mj-include is not part of the language.',
    ]);
    expect(
      await faultsOf({
        html: mjml(
          '<mj-raw>{{#if traits.vip}}</mj-raw><mj-text>{{fallback traits.x "a > b"}}</mj-text><mj-raw>{{/if}}</mj-raw>',
        ),
      }),
    ).toEqual([]);
  });

  test('a part the channel does not have, and the one that it must', async () => {
    const result = await compileTemplate({ content: { en: { sms: 'Hi' } }, defaultLocale: 'de' }, parts);
    expect('faults' in result && result.faults.map(({ locale, part }) => `${locale}.${part}`)).toEqual([
      ...['en.subject', 'en.sms', 'de.'],
    ]);
  });
});

test('the computed traits that it speaks of are known', async () => {
  const template = await compiled({
    en: { subject: '{{number computed.points}} {{#if (gt computed.value 3)}}!{{/if}}' },
  });
  expect(template.computed).toEqual(['points', 'value']);
});
