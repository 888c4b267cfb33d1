import type { ChannelContext, ChannelSession, MessageTemplate, OutgoingMessage } from '@rapport/sdk';
import { z } from 'zod';
import type { HelpdeskSettings } from './settings';

/** As the providers of WhatsApp name it, and as it stands in the template's JSON. */
const templateShape = z.strictObject({
  name: z.string().min(1).max(512),
  category: z.string().min(1).max(40).default('MARKETING'),
  language: z.string().min(1).max(20),
  processed_params: z.record(z.string(), z.json()).default({}),
});

export function openSession(settings: HelpdeskSettings, { helpdesks }: ChannelContext): ChannelSession {
  const { helpdesk, inboxes, state, team = null } = settings;
  return {
    async send(message, signal) {
      const template = templateOf(message);
      if (template === 'invalid') return { state: 'failed', code: 'content_invalid', bounce: null };
      if (signal.aborted) return { state: 'retry', code: 'aborted', about: 'message', afterMilliseconds: null };
      return helpdesks.converse(
        helpdesk,
        {
          ...{ id: message.id, inboxes, state, team, name: null },
          identifiers: [{ kind: message.addressKind, value: message.address }],
          content: { kind: 'message', text: message.content['text'] ?? '', template },
        },
        signal,
      );
    },
    async close() {},
  };
}

function templateOf({ content }: OutgoingMessage): MessageTemplate | null | 'invalid' {
  const json = content['template'];
  if (json === undefined || json.trim() === '') return null;
  try {
    const parsed = templateShape.safeParse(JSON.parse(json));
    if (!parsed.success) return 'invalid';
    const { processed_params: parameters, ...template } = parsed.data;
    return { ...template, parameters };
  } catch {
    return 'invalid';
  }
}
