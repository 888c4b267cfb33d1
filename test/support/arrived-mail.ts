import { settings as schema } from '../../plugins/channel-email/domain/settings';
import { receive } from '../../plugins/channel-email/server/receive';

const id = '01977d3c-0000-7000-8000-00000000000a';
const settings = schema.parse({ host: 'localhost', fromName: 'Shop', fromAddress: 'hi@shop.example' });

/** Our Message-ID of the mail that those of the tests are about. */
export const ourMessageId = `<${id}@shop.example>`;
/** Head of that mail, as it comes back. */
export const returned = `From: hi@shop.example\nTo: ada@example.org\nX-Rapport-Message: ${id}\n`;

/** What a mail that arrived tells, a line for each report: `bounced hard ada@example.org ours`. */
export async function told(text: string): Promise<string[]> {
  const body = Buffer.from(text.replace(/\n/g, '\r\n'));
  const request = { headers: { 'content-type': 'message/rfc822' }, body, receivedAt: 1_780_000_000_000 };
  return (await receive(request, settings)).map((report) => {
    const ours = report.messageId === id ? 'ours' : 'unknown';
    return [report.kind, ...(report.kind === 'bounced' ? [report.bounce] : []), report.address ?? '-', ours].join(' ');
  });
}
