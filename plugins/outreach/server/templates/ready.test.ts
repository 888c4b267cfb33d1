import type { ContentPart } from '@rapport/sdk';
import { edgeProfiles } from '@rapport/sdk/words';
import { renderMessage } from '../../domain/template/render';
import { readyTemplates } from '../../domain/template/ready';
import { compileTemplate } from './compile';

const label = { en: '', 'zh-Hans': '' };
const parts: readonly ContentPart[] = [
  { name: 'subject', label, format: 'line', required: true },
  { name: 'preheader', label, format: 'line', required: false },
  { name: 'html', label, format: 'mjml', required: false },
  { name: 'text', label, format: 'text', required: false },
];
const links = { unsubscribeUrl: 'https://r.example/u', preferencesUrl: 'https://r.example/p' };
const where = { now: Date.UTC(2026, 10, 29, 20, 30), timeZone: 'UTC' };

describe.each(readyTemplates.map((one) => [one.key, one] as const))('the ready template %s', (_key, ready) => {
  test('is in both languages, and reaches everybody, whatever is known of him', async () => {
    expect(Object.keys(ready.content).sort()).toEqual(['en', 'zh-Hans']);
    const compiled = await compileTemplate(ready, parts);
    if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults));
    for (const locale of Object.keys(ready.content)) {
      for (const { traits } of edgeProfiles) {
        const data = { traits: { ...traits, locale }, computed: {}, event: ready.event, ...links };
        const rendered = renderMessage(compiled.template, data, where);
        expect(rendered).toMatchObject({ locale, content: { subject: expect.any(String) } });
      }
    }
  });
});

test('an order of which nothing is known is not written about', async () => {
  const order = readyTemplates.find(({ key }) => key === 'order-note');
  const compiled = await compileTemplate(order ?? { content: {}, defaultLocale: 'en' }, parts);
  if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults));
  const rendered = renderMessage(compiled.template, { traits: {}, computed: {}, event: {}, ...links }, where);
  expect(rendered).toMatchObject({ failure: 'template_value_missing', paths: ['event.order_id'] });
});
