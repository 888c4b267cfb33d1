import { Worker } from 'node:worker_threads';
import type { OutgoingMessage } from '@rapport/sdk';
import { SmtpSink } from '../../../../test/support/smtp-sink';
import { settings as schema } from '../../domain/settings';
import { MailThread, openThreadedSession } from './mail-thread';

const never = new AbortController().signal;
const message: OutgoingMessage = {
  ...{ id: '01977d3c-0000-7000-8000-00000000000b', address: 'ada@example.org', addressKind: 'email' },
  ...{ content: { subject: 'Hello', text: 'Hello' }, unsubscribe: null, locale: 'en', topic: 'orders', campaign: null },
};

const settingsOf = (port: number) =>
  schema.parse({
    ...{ host: '127.0.0.1', port, security: 'none', fromName: 'Shop', fromAddress: 'hi@shop.example' },
  });

test('connections share the thread: one that is closed leaves the others what they have', async () => {
  const sink = await SmtpSink.start({});
  const [one, other] = [openThreadedSession(settingsOf(sink.port)), openThreadedSession(settingsOf(sink.port))];
  try {
    expect(await one.send(message, never)).toMatchObject({ state: 'handed' });
    expect(await other.send(message, never)).toMatchObject({ state: 'handed' });
    await one.close();
    expect(await other.send(message, never)).toMatchObject({ state: 'handed' });
    // Opened again with the next mail, as a connection that has been changed and changed back is.
    expect(await one.send(message, never)).toMatchObject({ state: 'handed' });
    expect(sink.taken).toHaveLength(4);
  } finally {
    await Promise.all([one.close(), other.close()]);
    await sink.stop();
  }
});

test('who waits hears of it when the thread ends, and nothing is given to it any more', async () => {
  const ending = "require('node:worker_threads').parentPort.once('message', () => { throw new Error('out of order') })";
  const thread = new MailThread(new Worker(ending, { eval: true }));
  const session = thread.open(settingsOf(1));
  await expect(thread.send(session, message, never)).rejects.toThrow('out of order');
  expect(thread.isAlive).toBe(false);
});
