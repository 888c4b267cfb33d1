import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { renderMessage } from '../../plugins/outreach/domain/template/render';
import { compiledNewsletter } from './broadcast-mail';

/** What a parent asks of this process: mails to so many people; the answer is the seconds that it took. */
const order = z.object({ port: z.number(), mails: z.number(), concurrency: z.number(), from: z.string() });

/** The limit of `broadcast`: the same text written once for each person, and nodemailer's pool. It remembers nothing. */
async function run({ port, mails, concurrency, from }: z.infer<typeof order>): Promise<number> {
  const template = await compiledNewsletter();
  const transport = createTransport({
    ...{ host: '127.0.0.1', port, secure: false, ignoreTLS: true },
    ...{ pool: true, maxConnections: concurrency, maxMessages: Infinity },
  });
  const begun = performance.now();
  let next = 1;
  const work = async (): Promise<void> => {
    for (let person = next++; person <= mails; person = next++) {
      const url = `http://127.0.0.1:9/outreach/unsubscribe/${person}`;
      const message = renderMessage(
        template,
        {
          ...{ traits: { first_name: `Person ${person}` }, computed: {}, event: null },
          ...{ unsubscribeUrl: url, preferencesUrl: url },
        },
        { now: Date.now(), timeZone: 'UTC' },
      );
      if ('failure' in message) throw new Error(message.failure);
      const { subject, html, text } = message.content;
      await transport.sendMail({ from, to: `p${person}@example.org`, subject, html, text });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  transport.close();
  return (performance.now() - begun) / 1_000;
}

process.on('message', (raw) => {
  run(order.parse(raw)).then(
    (seconds) => process.send?.(seconds),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
