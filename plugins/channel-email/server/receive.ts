import { createHash, createPublicKey, verify } from 'node:crypto';
import { type ChannelReport, type ChannelRequest, RapportError } from '@rapport/sdk';
import { readingOf } from '../domain/bounce';
import { addressIn, headerOf, type Mail } from '../domain/mail';
import { ownIdIn, unsubscribedIdIn } from '../domain/message-id';
import { reportsOf } from '../domain/sendgrid';
import { domainOf, type EmailSettings } from '../domain/settings';
import { parseMail } from './parse';

/** Of what somebody answers; the whole is in his mailbox. */
const replyCharsMax = 10_000;

/**
 * Two callers: SendGrid's event webhook, which signs, and a mail server that posts what arrives in a mailbox as `message/rfc822`; that
 * is proven by the secret address alone.
 * @throws RapportError webhook_signature_invalid, invalid_json
 */
export async function receive(request: ChannelRequest, settings: EmailSettings): Promise<readonly ChannelReport[]> {
  const domain = domainOf(settings.fromAddress);
  const type = header(request, 'content-type').split(';')[0]?.trim().toLowerCase();
  if (type === 'message/rfc822') return ofMail(request, domain);
  proveSendgrid(request, settings.sendgridPublicKey);
  return reportsOf(parsed(request.body), (text) => ownIdIn(text, domain));
}

function header(request: ChannelRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** How old it is does not matter: an event that is told again counts once. */
function proveSendgrid(request: ChannelRequest, key: string | undefined): void {
  const signature = Buffer.from(header(request, 'x-twilio-email-event-webhook-signature'), 'base64');
  const timestamp = header(request, 'x-twilio-email-event-webhook-timestamp');
  if (
    key === undefined ||
    timestamp === '' ||
    !isSigned(Buffer.concat([Buffer.from(timestamp), request.body]), signature, key)
  )
    throw new RapportError('webhook_signature_invalid');
}

function isSigned(bytes: Buffer, signature: Buffer, key: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', bytes, publicKey, signature);
  } catch {
    return false;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RapportError('invalid_json');
  }
}

async function ofMail({ body, receivedAt }: ChannelRequest, domain: string): Promise<ChannelReport[]> {
  const mail = await parseMail(body);
  if (mail === null) return [];
  const digest = createHash('sha256').update(body).digest('hex');
  const messageId = ownIdIn(mail.original, domain) ?? ownIdIn(mail.text, domain) ?? ownIdIn(threadOf(mail), domain);
  const common = { messageId, providerId: null, at: receivedAt };
  const reading = readingOf(mail);
  switch (reading.kind) {
    case 'bounce':
      return reading.recipients.map(({ address, bounce, status }, index) => ({
        ...{ ...common, key: `mail:${digest}:${index}`, address },
        ...{ kind: 'bounced', bounce, code: status },
      }));
    case 'complaint':
      return reading.recipients.map(({ address }, index) => ({
        ...{ ...common, key: `mail:${digest}:${index}`, address, kind: 'complained' },
      }));
    case 'delivered':
      return reading.recipients.map(({ address }, index) => ({
        ...{ ...common, key: `mail:${digest}:${index}`, address, kind: 'delivered' },
      }));
    case 'automatic':
      return [];
    case 'other':
      return written(mail, { ...common, key: `mail:${digest}`, address: addressIn(headerOf(mail, 'from')) });
  }
}

type Common = Pick<ChannelReport, 'key' | 'messageId' | 'providerId' | 'address' | 'at'>;

/** What people write: off the topic, or an answer. What belongs to no message of ours is none of our business. */
function written(mail: Mail, common: Common): ChannelReport[] {
  const unsubscribed = unsubscribedIdIn(headerOf(mail, 'subject'));
  if (unsubscribed !== null) return [{ ...common, messageId: unsubscribed, kind: 'unsubscribed' }];
  if (common.messageId === null) return [];
  return [{ ...common, kind: 'replied', text: mail.text.slice(0, replyCharsMax) }];
}

function threadOf(mail: Mail): string {
  return `${headerOf(mail, 'in-reply-to')} ${headerOf(mail, 'references')}`;
}
