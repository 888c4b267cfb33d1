import { Readable } from 'node:stream';
import type { ChannelSession, OutgoingMessage, SendOutcome } from '@rapport/sdk';
import { outcomeOf, type SmtpFailure, type Stage, tooLate } from '../domain/outcome';
import type { EmailSettings } from '../domain/settings';
import { compose } from './compose';
import { codeOf, type Connection, Connections } from './connections';

const addressCharsMax = 254;

/** One mailbox: nothing that could be a second one, or another header. */
function isMailbox(address: string): boolean {
  return address.length <= addressCharsMax && /^[^\s<>"(),:;[\]\\@\p{Cc}]+@[^\s<>"(),:;[\]\\@\p{Cc}]+$/u.test(address);
}

const invalid: SendOutcome = { state: 'failed', code: 'message_invalid', bounce: null };

export function openSession(settings: EmailSettings): ChannelSession {
  const connections = new Connections(settings);
  return {
    async send(message, signal) {
      const { html = '', text = '' } = message.content;
      if (!isMailbox(message.address)) return { state: 'failed', code: 'address_invalid', bounce: 'hard' };
      if (signal.aborted) return tooLate;
      if (html === '' && text === '') return invalid;
      let mail: Buffer;
      try {
        mail = await compose(message, settings);
      } catch {
        return invalid;
      }
      return handOver(message, mail, { connections, settings, signal });
    },
    async close() {
      connections.close();
    },
  };
}

type Way = { readonly connections: Connections; readonly settings: EmailSettings; readonly signal: AbortSignal };

async function handOver(message: OutgoingMessage, mail: Buffer, way: Way): Promise<SendOutcome> {
  const { connections, settings, signal } = way;
  for (;;) {
    let isUsed: boolean;
    let connection: Connection;
    try {
      ({ connection, isUsed } = await connections.take(signal));
    } catch (error) {
      return outcomeOf(failureOf(error, 'connecting'));
    }
    const answer = await deliver(connection, envelopeOf(message, mail, settings), mail, signal);
    if (!('failure' in answer)) {
      connection.mails++;
      connections.give(connection);
      return { state: 'handed', providerId: queueId(answer.response) };
    }
    const { failure } = answer;
    if (
      failure.reply !== null &&
      failure.reply !== 421 &&
      !connection.isBroken &&
      (await isReset(connection, signal))
    ) {
      connections.give(connection);
    } else {
      connections.end(connection);
      // The server had closed an idle connection: nobody has the mail, and a new one says whether the server is well.
      if (isUsed && failure.reply === null && failure.stage !== 'data' && !signal.aborted) continue;
    }
    return outcomeOf(failure);
  }
}

type Envelope = {
  readonly from: string;
  readonly to: string[];
  readonly size: number;
  readonly dsn?: { readonly ret: 'HDRS'; readonly notify: string[] };
};

function envelopeOf({ address }: OutgoingMessage, { length: size }: Buffer, settings: EmailSettings): Envelope {
  const { fromAddress, returnPath, deliveryReports } = settings;
  const envelope = { from: returnPath ?? fromAddress, to: [address], size };
  // Who names what it wants to hear of has to name failures, too.
  return deliveryReports ? { ...envelope, dsn: { ret: 'HDRS', notify: ['SUCCESS', 'FAILURE'] } } : envelope;
}

function deliver(
  connection: Connection,
  envelope: Envelope,
  mail: Buffer,
  signal: AbortSignal,
): Promise<{ readonly response: string } | { readonly failure: SmtpFailure }> {
  const { smtp } = connection;
  const body = Readable.from([mail]);
  return new Promise((resolve) => {
    // Read only once the server said that it is ready for the text.
    const stage = (): Stage => (body.readableDidRead ? 'data' : 'envelope');
    const fail = (error: unknown): void => {
      resolve({ failure: failureOf(error, stage()) });
      smtp.off('error', ended).off('end', ended);
      signal.removeEventListener('abort', aborted);
    };
    // The answer that ends a connection (421) comes after its end.
    const ended = (): void => void setImmediate(() => fail(null));
    const aborted = (): void => {
      connection.isBroken = true;
      fail(null);
    };
    smtp.once('error', ended).once('end', ended);
    signal.addEventListener('abort', aborted, { once: true });
    smtp.send(envelope, body, (error, info) => {
      if (error !== null || info === undefined) return fail(error);
      smtp.off('error', ended).off('end', ended);
      signal.removeEventListener('abort', aborted);
      resolve({ response: info.response });
    });
  });
}

/** Whether the connection can take another mail after one that was refused. */
function isReset({ smtp }: Connection, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const no = (): void => resolve(false);
    smtp.once('end', no);
    signal.addEventListener('abort', no, { once: true });
    smtp.reset((error) => {
      smtp.off('end', no);
      signal.removeEventListener('abort', no);
      resolve(error === null);
    });
  });
}

function failureOf(error: unknown, stage: Stage): SmtpFailure {
  const text = (name: string): string => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const reply: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'responseCode') : undefined;
  return {
    ...{ code: codeOf(error), command: text('command'), text: text('response'), stage },
    reply: typeof reply === 'number' ? reply : null,
  };
}

/** `250 2.0.0 Ok: queued as 4ZXQ` -> `4ZXQ` */
function queueId(response: string): string | null {
  return /queued as <?([\w.-]{1,100})/i.exec(response)?.[1] ?? null;
}
