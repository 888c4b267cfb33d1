import { text as textFrom } from 'node:stream/consumers';
import type { OutgoingMessage } from '@rapport/sdk';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { messageIdHeader, unsubscribeSubject } from '../domain/message-id';
import { domainOf, type EmailSettings } from '../domain/settings';
import { textOf } from './text';

/** @returns the whole mail, signed where there is a key */
export async function compose(message: OutgoingMessage, settings: EmailSettings): Promise<Buffer> {
  const domain = domainOf(settings.fromAddress);
  const { subject, preheader, html, text } = message.content;
  const body = html === undefined || html === '' ? undefined : withPreheader(html, preheader);
  const mail = new MailComposer({
    from: { name: settings.fromName, address: settings.fromAddress },
    to: { name: '', address: message.address },
    ...(settings.replyTo === undefined ? {} : { replyTo: settings.replyTo }),
    subject: subject ?? '',
    messageId: messageIdHeader(message.id, domain),
    ...(body === undefined ? {} : { html: body }),
    text: text === undefined || text === '' ? textOf(html ?? '') : text,
    headers: headersOf(message, settings, domain),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const plain = await mail.compile().build();
  const { dkimSelector, dkimPrivateKey } = settings;
  if (dkimSelector === undefined || dkimPrivateKey === undefined) return plain;
  const key = { domainName: settings.dkimDomain ?? domain, keySelector: dkimSelector, privateKey: dkimPrivateKey };
  return Buffer.from(await textFrom(new DKIM(key).sign(plain).setEncoding('latin1')), 'latin1');
}

/** What a mailbox shows beside the subject. It is text, whatever is in it. */
function withPreheader(html: string, preheader: string | undefined): string {
  if (preheader === undefined || preheader === '') return html;
  const escaped = preheader.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const hidden = `<div style="display:none;max-height:0;overflow:hidden">${escaped}</div>`;
  const body = /<body[^>]*>/i.exec(html);
  return body === null ? hidden + html : html.replace(body[0], () => body[0] + hidden);
}

type Headers = Record<string, string | { readonly prepared: true; readonly value: string }>;

/** Long addresses may not be folded: `prepared` leaves them as they are. */
function headersOf(message: OutgoingMessage, settings: EmailSettings, domain: string): Headers {
  const { unsubscribe } = message;
  const headers: Headers = {
    'X-Rapport-Message': message.id,
    'Feedback-ID': `${token(message.campaign ?? 'single')}:${token(message.topic)}:rapport:${domain}`,
    // By it SendGrid names the message in events that know no Message-ID.
    ...(settings.sendgridPublicKey === undefined
      ? {}
      : { 'X-SMTPAPI': JSON.stringify({ unique_args: { rapport_message: message.id } }) }),
  };
  if (unsubscribe === null) return { ...headers, 'Auto-Submitted': 'auto-generated' };
  const mailbox = settings.unsubscribeMailbox;
  const byMail =
    mailbox === undefined ? '' : `, <mailto:${mailbox}?subject=${encodeURIComponent(unsubscribeSubject(message.id))}>`;
  return {
    ...headers,
    'List-Unsubscribe': { prepared: true, value: `<${new URL(unsubscribe.oneClickUrl).href}>${byMail}` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function token(text: string): string {
  return text.replace(/[^\w.-]/g, '-').slice(0, 60);
}
