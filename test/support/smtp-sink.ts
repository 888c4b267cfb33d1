import { once } from 'node:events';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';

/** What happens to mail for some recipients: `when` is a regular expression over the address. */
const rule = z.strictObject({
  when: z.string(),
  /** rcpt: at RCPT TO; data: after the whole mail was read. */
  at: z.enum(['rcpt', 'data']),
  /** `550 5.1.1 User unknown`; hang: no answer ever; drop: the connection ends. Of `drop` and `hang` at data the mail was taken. */
  answer: z.union([z.literal('hang'), z.literal('drop'), z.string().regex(/^[45]\d\d( |$)/)]),
});

export const sinkOptions = z.strictObject({
  port: z.int().default(0),
  rules: z.array(rule).default([]),
  /** How long the answer to a mail takes. */
  answerMilliseconds: z.number().default(0),
  /** Who may send; null: everybody. */
  login: z.strictObject({ user: z.string(), password: z.string() }).nullable().default(null),
  /** PEM; encrypted from the first byte, or once the client says STARTTLS; null: neither. */
  tls: z
    .strictObject({ key: z.string(), certificate: z.string(), from: z.enum(['start', 'starttls']) })
    .nullable()
    .default(null),
  /** Every connection is answered with it, and ended. */
  greeting: z.string().nullable().default(null),
  /** Whether what it took can be looked at afterwards: of a hundred thousand only the number. */
  keep: z.boolean().default(true),
  /** Subjects that are told as they come (`onTold`): begins so; null: none. */
  tell: z.string().nullable().default(null),
  /** Gets the Message-ID of each mail that was taken, a line each, on the disk before the answer; mails are not kept then. */
  file: z.string().nullable().default(null),
});
export type SinkOptions = z.infer<typeof sinkOptions>;
export type TakenMail = {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly isEncrypted: boolean;
  /** Of what the sender wants to be told (RFC 3461): `SUCCESS` ... */
  readonly notify: readonly string[];
};

/** When a mail was taken, epoch milliseconds. */
export const toldMail = z.object({ subject: z.string(), at: z.number() });
export type ToldMail = z.infer<typeof toldMail>;

/** Takes mail as a real server does (package smtp-server), and delivers none. */
export class SmtpSink {
  readonly taken: TakenMail[] = [];
  /** Mails that were taken, kept or not. */
  count = 0;
  connections = 0;
  onTold: (mail: ToldMail) => void = () => undefined;
  private readonly file: number | null;

  private constructor(
    private readonly server: SMTPServer,
    private readonly options: SinkOptions,
  ) {
    this.file = options.file === null ? null : openSync(options.file, 'a');
  }

  static async start(given: z.input<typeof sinkOptions> = {}): Promise<SmtpSink> {
    const options = sinkOptions.parse(given);
    const sink: SmtpSink = new SmtpSink(
      new SMTPServer({
        authOptional: options.login === null,
        disabledCommands: [...(options.tls === null ? ['STARTTLS'] : []), ...(options.login === null ? ['AUTH'] : [])],
        ...(options.tls === null
          ? {}
          : { secure: options.tls.from === 'start', key: options.tls.key, cert: options.tls.certificate }),
        hideDSN: false,
        allowInsecureAuth: true,
        disableReverseLookup: true,
        onConnect: (_session, done) => {
          sink.connections++;
          done(options.greeting === null ? null : refusal(options.greeting));
        },
        onAuth: ({ username, password }, _session, done) => {
          const isRight = username === options.login?.user && password === options.login?.password;
          done(isRight ? null : refusal('535 5.7.8 Authentication credentials invalid'), { user: username });
        },
        onRcptTo: ({ address }, session, done) => sink.apply('rcpt', [address], session, done),
        // Whose client dies in the middle of a mail is told nothing.
        onData: (stream, session, done) => void sink.read(stream, session, done).catch(() => undefined),
      }),
      options,
    );
    // A client that goes away in the middle is what some stories are about.
    sink.server.on('error', () => undefined);
    sink.server.listen(options.port, '127.0.0.1');
    await once(sink.server.server, 'listening');
    return sink;
  }

  get port(): number {
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('the sink does not listen');
    return address.port;
  }

  async stop(): Promise<void> {
    for (const connection of this.server.connections) connection._socket.destroy();
    await new Promise<void>((resolve) => this.server.close(resolve));
    if (this.file !== null) closeSync(this.file);
  }

  private async read(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(stream, 'end');
    if (this.options.answerMilliseconds > 0) await delay(this.options.answerMilliseconds);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const answer = this.answerFor('data', to);
    if (answer === undefined || answer === 'hang' || answer === 'drop') this.keep(Buffer.concat(chunks), session);
    this.apply('data', to, session, done);
  }

  private keep(mail: Buffer, { envelope, secure }: SMTPServerSession): void {
    const raw = mail.toString('latin1');
    const messageId = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '';
    this.count++;
    const { tell } = this.options;
    const subject = tell === null ? '' : (/^subject:\s*(.+)$/im.exec(raw)?.[1] ?? '').trim();
    if (tell !== null && subject.startsWith(tell)) this.onTold({ subject, at: Date.now() });
    if (this.file === null) {
      const to = envelope.rcptTo.map(({ address }) => address);
      const notify = envelope.rcptTo.flatMap(({ dsn }) => dsn?.notify ?? []);
      if (this.options.keep) this.taken.push({ messageId, to, raw, isEncrypted: secure, notify });
      return;
    }
    writeSync(this.file, `${messageId}\n`);
    fsyncSync(this.file);
  }

  private answerFor(at: 'rcpt' | 'data', addresses: readonly string[]): string | undefined {
    return this.options.rules.find((one) => one.at === at && addresses.some((to) => new RegExp(one.when).test(to)))
      ?.answer;
  }

  private apply(at: 'rcpt' | 'data', addresses: readonly string[], session: SMTPServerSession, done: Done): void {
    const answer = this.answerFor(at, addresses);
    if (answer === 'hang') return;
    if (answer === 'drop') {
      for (const connection of this.server.connections) if (connection.id === session.id) connection._socket.destroy();
      return;
    }
    done(answer === undefined ? null : refusal(answer));
  }
}

type Done = (error?: Error | null) => void;

function refusal(answer: string): Error {
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}
