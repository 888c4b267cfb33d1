import { email } from '../../plugins/channel-email/server/email';
import { compileTemplate } from '../../plugins/outreach/server/templates/compile';
import type { CompiledTemplate } from '../../plugins/outreach/domain/template/compile';

/** A newsletter as shops send it: some 12 kB of HTML once MJML is done with it, and the same as plain text. */
export const newsletter: Readonly<Record<string, string>> = {
  subject: 'Spring is here, {{traits.first_name}}',
  preheader: 'Three things that others with your taste liked',
  html: `<mjml>
  <mj-head><mj-attributes><mj-all font-family="Helvetica, Arial, sans-serif" /></mj-attributes></mj-head>
  <mj-body background-color="#f4f4f7">
    <mj-section background-color="#ffffff"><mj-column>
      <mj-text font-size="22px">Hello {{traits.first_name}},</mj-text>
      <mj-text>{{#if traits.city}}greetings to {{traits.city}}!{{else}}how are you?{{/if}} Spring is here, and so is what we made for it.</mj-text>
    </mj-column></mj-section>
    ${['Rain jacket', 'Walking shoes', 'Picnic blanket']
      .map(
        (name) => `<mj-section background-color="#ffffff">
      <mj-column width="40%"><mj-text font-size="18px">${name}</mj-text></mj-column>
      <mj-column width="60%"><mj-text>Made of what lasts, repaired for free, sent back if you do not like it.</mj-text>
        <mj-button href="https://shop.example/${name.toLowerCase().replace(' ', '-')}">Have a look</mj-button></mj-column>
    </mj-section>`,
      )
      .join('\n')}
    <mj-section><mj-column><mj-text font-size="11px"><a href="{{unsubscribe_url}}">Unsubscribe</a></mj-text></mj-column></mj-section>
  </mj-body>
</mjml>`,
  text: `Hello {{traits.first_name}},

{{#if traits.city}}greetings to {{traits.city}}!{{else}}how are you?{{/if}} Spring is here, and so is what we made for it: a rain jacket,
walking shoes and a picnic blanket. https://shop.example

{{unsubscribe_url}}`,
};

export async function compiledNewsletter(): Promise<CompiledTemplate> {
  const compiled = await compileTemplate({ content: { en: newsletter }, defaultLocale: 'en' }, email.content);
  if ('faults' in compiled) throw new Error(compiled.faults[0].message);
  return compiled.template;
}
