import PostalMime from 'postal-mime';
import type { Mail } from '../domain/mail';
import { textOf } from './text';

/** Bounds a mail that is nested for its own sake. */
const nestingDepthMax = 20;
/** More of it is not looked at. */
const textCharsMax = 100_000;

const statusType = /^message\/(global-)?delivery-status$/;
const originalType = /^(message\/(rfc822|global)|text\/rfc822-headers?|message\/(global|rfc822)-headers?)$/;

/** @returns null: it cannot be read as a mail */
export async function parseMail(raw: Buffer): Promise<Mail | null> {
  try {
    const mail = await PostalMime.parse(raw, {
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
      maxNestingDepth: nestingDepthMax,
    });
    const part = (type: RegExp): string | null => {
      const found = mail.attachments.find(({ mimeType }) => type.test(mimeType.toLowerCase()));
      return typeof found?.content === 'string' ? found.content.slice(0, textCharsMax) : null;
    };
    const headers = new Map<string, string>();
    for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value);
    if (mail.subject !== undefined) headers.set('subject', mail.subject);
    return {
      headers,
      text: (mail.text ?? textOf(mail.html ?? '')).slice(0, textCharsMax),
      deliveryStatus: part(statusType),
      feedbackReport: part(/^message\/feedback-report$/),
      original: part(originalType) ?? '',
    };
  } catch {
    return null;
  }
}
