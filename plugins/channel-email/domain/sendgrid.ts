import { createHash } from 'node:crypto';
import type { ChannelReport } from '@rapport/sdk';
import { z } from 'zod';
import { bounceOf, reasonOf, statusIn } from './reason';

const event = z.object({
  event: z.string(),
  email: z.string().max(320),
  timestamp: z.union([z.number(), z.string().regex(/^\d{1,12}$/)]).transform(Number),
  sg_event_id: z.string().max(200).optional(),
  sg_message_id: z.string().max(500).optional(),
  'smtp-id': z.string().max(500).optional(),
  /** As we asked for in the header `X-SMTPAPI`. */
  rapport_message: z.uuid().optional(),
  reason: z.string().nullish(),
  status: z.string().nullish(),
  type: z.string().nullish(),
  bounce_classification: z.string().nullish(),
  url: z.string().nullish(),
  useragent: z.string().nullish(),
});
type Event = z.infer<typeof event>;

/**
 * Events of SendGrid's webhook: docs.sendgrid.com, "Event webhook reference". Those that say nothing of the outcome (processed,
 * deferred) and those that cannot be read are left out.
 * @param ownId our id in a Message-ID
 */
export function reportsOf(body: unknown, ownId: (text: string) => string | null): ChannelReport[] {
  if (!Array.isArray(body)) return [];
  return body.flatMap((each) => {
    const read = event.safeParse(each);
    if (!read.success) return [];
    const told = toldBy(read.data);
    if (told === null) return [];
    const { data } = read;
    const common = {
      key: `sendgrid:${data.sg_event_id ?? createHash('sha256').update(JSON.stringify(data)).digest('hex')}`,
      messageId: data.rapport_message ?? ownId(data['smtp-id'] ?? ''),
      // What is before the dot was told when the mail was handed over.
      providerId: data.sg_message_id?.split('.')[0] ?? null,
      address: data.email,
      at: data.timestamp * 1_000,
    };
    return [{ ...common, ...told }];
  });
}

type Told = ChannelReport extends infer Each
  ? Each extends ChannelReport
    ? Omit<Each, 'key' | 'messageId' | 'providerId' | 'address' | 'at'>
    : never
  : never;

function toldBy(data: Event): Told | null {
  const userAgent = data.useragent ?? null;
  switch (data.event) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'bounce':
    case 'blocked':
      return bounced(data);
    case 'dropped':
      return dropped(data);
    case 'spamreport':
      return { kind: 'complained' };
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { kind: 'unsubscribed' };
    case 'open':
      return { kind: 'opened', userAgent };
    case 'click':
      return { kind: 'clicked', url: data.url ?? '', userAgent };
    default:
      return null;
  }
}

/** `blocked` is SendGrid's word for: it may work another day. */
function bounced({ reason, status, type, event: name, bounce_classification: classified }: Event): Told {
  const code = status ?? statusIn(reason ?? '');
  if (type === 'blocked' || name === 'blocked') return { kind: 'bounced', bounce: 'soft', code };
  // SendGrid's own reading counts where the server's words say nothing to us.
  const read = reasonOf(code, reason ?? '');
  const isInvalid = read === 'other' && /^invalid/i.test(classified ?? '');
  return { kind: 'bounced', bounce: isInvalid ? 'hard' : bounceOf(read), code };
}

/** SendGrid did not even try: because of what it knows from before. */
function dropped({ reason }: Event): Told {
  const why = (reason ?? '').toLowerCase();
  if (why.includes('spam reporting')) return { kind: 'complained' };
  if (why.includes('unsubscribe')) return { kind: 'unsubscribed' };
  return { kind: 'bounced', bounce: /bounced|invalid(?! smtpapi)/.test(why) ? 'hard' : 'soft', code: null };
}
