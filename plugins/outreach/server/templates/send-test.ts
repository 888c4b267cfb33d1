import { randomUUID } from 'node:crypto';
import { type GraphqlContext, RapportError } from '@rapport/sdk';
import { outreach } from '../house';
import { type PreviewInput, previewTemplate } from './preview';

export type TemplateTest = {
  readonly preview: PreviewInput;
  /** Key of a connection. */
  readonly channel: string;
  readonly address: string;
};
type Outcome = { readonly state: string; readonly code: string | null };

/**
 * What the preview shows, as one message by the way of the channel's own test. What would not leave fails here, too.
 * @throws test_address_not_listed, channel_not_found, channel_invalid, template_invalid, bad_input, profile_not_found
 */
export async function sendTemplateTest(
  { preview, channel, address }: TemplateTest,
  context: GraphqlContext,
): Promise<Outcome> {
  const { channels, settings } = outreach(context.core);
  const { sandboxAddresses } = await settings.read();
  const to = address.trim();
  // Anybody else would be written to without being asked, with somebody's values.
  if (!sandboxAddresses.includes(to.toLowerCase())) throw new RapportError('test_address_not_listed');
  const { rendered } = await previewTemplate(preview, context);
  if (rendered === null) throw new RapportError('template_invalid');
  if ('failure' in rendered) return { state: 'failed', code: rendered.failure };
  const content = { medium: preview.medium, locale: rendered.locale, parts: rendered.content };
  const outcome = await channels.sendTest(channel, to, randomUUID(), content);
  return { state: outcome.state, code: 'code' in outcome ? outcome.code : null };
}
