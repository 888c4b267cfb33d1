import { parentPort } from 'node:worker_threads';
import type { ChannelSession, OutgoingMessage } from '@rapport/sdk';
import { openSession } from '../session';
import { type FromThread, toThread } from './protocol';

/** The thread of mails (./mail-thread): sessions as they are opened there, by number. */
const sessions = new Map<number, ChannelSession>();
const underWay = new Map<number, AbortController>();

parentPort?.on('message', (raw) => {
  const told = toThread.parse(raw);
  switch (told.type) {
    case 'open':
      sessions.set(told.session, openSession(told.settings));
      return;
    case 'send':
      return void send(told.mail, sessions.get(told.session), told.message);
    case 'abort':
      return underWay.get(told.mail)?.abort();
    case 'close':
      void sessions.get(told.session)?.close();
      sessions.delete(told.session);
  }
});

async function send(mail: number, session: ChannelSession | undefined, message: OutgoingMessage): Promise<void> {
  const abort = new AbortController();
  underWay.set(mail, abort);
  try {
    if (session === undefined) throw new Error('the session is closed');
    answer({ type: 'outcome', mail, outcome: await session.send(message, abort.signal) });
  } catch (error) {
    answer({ type: 'failure', mail, message: error instanceof Error ? error.message : 'a mail could not be sent' });
  } finally {
    underWay.delete(mail);
  }
}

function answer(what: FromThread): void {
  parentPort?.postMessage(what);
}
