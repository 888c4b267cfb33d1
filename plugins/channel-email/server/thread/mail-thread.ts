import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChannelSession, OutgoingMessage, SendOutcome } from '@rapport/sdk';
import { tooLate } from '../../domain/outcome';
import type { EmailSettings } from '../../domain/settings';
import { fromThread, type ToThread } from './protocol';

/** Compiled, from wherever this is run: a thread loads it by itself. */
const main = path.join(
  path.dirname(require.resolve('@rapport/channel-email/package.json')),
  'lib/server/thread/main.js',
);

type Waiting = { readonly resolve: (outcome: SendOutcome) => void; readonly reject: (error: Error) => void };

/**
 * Writing a mail and speaking SMTP is more than half of the processor time that a message costs, and all of it knows nothing of the
 * house: it has a thread and an event loop of its own, so that journeys and segments do not wait behind a broadcast's mails.
 * One thread of a process for all its connections.
 */
export class MailThread {
  private readonly waiting = new Map<number, Waiting>();
  private numbers = 0;
  private isOver = false;

  constructor(private readonly worker = new Worker(main)) {
    this.worker.on('message', (raw) => {
      const told = fromThread.parse(raw);
      const mail = this.waiting.get(told.mail);
      this.waiting.delete(told.mail);
      this.keepAlive();
      if (told.type === 'outcome') mail?.resolve(told.outcome);
      else mail?.reject(new Error(told.message));
    });
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('the thread of mails has ended')));
    this.keepAlive();
  }

  get isAlive(): boolean {
    return !this.isOver;
  }

  open(settings: EmailSettings): number {
    const session = this.numbers++;
    this.tell({ type: 'open', session, settings });
    return session;
  }

  /** Rejects where nobody knows what came of it. */
  send(session: number, message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const mail = this.numbers++;
    const aborted = (): void => this.tell({ type: 'abort', mail });
    const answered = new Promise<SendOutcome>((resolve, reject) => this.waiting.set(mail, { resolve, reject }));
    this.keepAlive();
    this.tell({ type: 'send', session, mail, message });
    signal.addEventListener('abort', aborted, { once: true });
    return answered.finally(() => signal.removeEventListener('abort', aborted));
  }

  close(session: number): void {
    this.tell({ type: 'close', session });
  }

  private tell(what: ToThread): void {
    if (!this.isOver) this.worker.postMessage(what);
  }

  /** A process may end while nothing is on its way. */
  private keepAlive(): void {
    if (this.waiting.size > 0) this.worker.ref();
    else this.worker.unref();
  }

  private end(error: Error): void {
    this.isOver = true;
    for (const mail of this.waiting.values()) mail.reject(error);
    this.waiting.clear();
  }
}

let ofThisProcess: MailThread | null = null;

function currentThread(): MailThread {
  if (ofThisProcess?.isAlive !== true) ofThisProcess = new MailThread();
  return ofThisProcess;
}

/** A session whose mails are written and sent by the thread. One that ended takes what was on its way with it, and another begins. */
export function openThreadedSession(settings: EmailSettings): ChannelSession {
  let opened: { readonly thread: MailThread; readonly session: number } | null = null;
  return {
    async send(message, signal) {
      if (signal.aborted) return tooLate;
      if (opened?.thread.isAlive !== true) {
        const thread = currentThread();
        opened = { thread, session: thread.open(settings) };
      }
      return opened.thread.send(opened.session, message, signal);
    },
    async close() {
      opened?.thread.close(opened.session);
      opened = null;
    },
  };
}
