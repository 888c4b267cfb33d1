import { once } from 'node:events';
import http from 'node:http';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';
import { Random } from '../random';
import { mailPage } from './mail-page';

/** So many of the latest mails can be read. */
const keptMax = 500;
const mailBytesMax = 1_000_000;
/** Of the addresses of customers: nobody reads there any more, as it is with every list. */
const goneShare = 0.02;

export type DemoMail = {
  /** Counted from 1 since it started. */
  readonly number: number;
  /** When it came, epoch milliseconds. */
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly html: string | null;
  readonly text: string;
  /** Of RFC 8058; null: it has none. */
  readonly oneClickUrl: string | null;
};

export type MailServerOptions = {
  readonly smtpPort: number;
  readonly pagePort: number;
  /** Where Rapport is: pictures of mails come from there. */
  readonly rapportUrl: string;
  readonly onMail: (mail: DemoMail) => void;
};

/**
 * The mail server of the demo: it takes what Rapport sends to the invented customers, delivers nothing, and shows it on a page. On this
 * machine only; what it took is gone when it ends.
 */
export class DemoMailServer {
  readonly mails: DemoMail[] = [];
  private taken = 0;
  private readonly smtp: SMTPServer;
  private readonly pages: http.Server;

  private constructor(private readonly options: MailServerOptions) {
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      size: mailBytesMax,
      onRcptTo: ({ address }, _session, done) => done(isGone(address) ? unknownUser() : null),
      onData: (stream, session, done) => void this.take(stream, session).then(() => done(), done),
    });
    // A client that goes away in the middle is its own affair.
    this.smtp.on('error', () => undefined);
    this.pages = http.createServer((request, response) => this.show(request, response));
  }

  /** @throws Error: a port is taken */
  static async start(options: MailServerOptions): Promise<DemoMailServer> {
    const started = new DemoMailServer(options);
    started.smtp.listen(options.smtpPort, '127.0.0.1');
    await once(started.smtp.server, 'listening');
    started.pages.listen(options.pagePort, '127.0.0.1');
    await once(started.pages, 'listening');
    return started;
  }

  get smtpPort(): number {
    return portOf(this.smtp.server.address());
  }

  /** Where the mails are read. */
  get url(): string {
    return `http://127.0.0.1:${portOf(this.pages.address())}`;
  }

  async stop(): Promise<void> {
    this.pages.closeAllConnections();
    await new Promise((resolve) => this.pages.close(resolve));
    for (const connection of this.smtp.connections) connection._socket.destroy();
    await new Promise<void>((resolve) => this.smtp.close(resolve));
  }

  private async take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(z.instanceof(Buffer).parse(chunk));
    const parsed = await PostalMime.parse(Buffer.concat(chunks));
    const unsubscribe = parsed.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const mail: DemoMail = {
      ...{ number: ++this.taken, at: Date.now(), to: envelope.rcptTo.map(({ address }) => address).join(', ') },
      ...{ subject: parsed.subject ?? '', html: parsed.html ?? null, text: parsed.text ?? '' },
      oneClickUrl: /<(https?:[^>]+)>/.exec(unsubscribe)?.[1] ?? null,
    };
    this.mails.push(mail);
    if (this.mails.length > keptMax) this.mails.shift();
    this.options.onMail(mail);
  }

  private show(request: http.IncomingMessage, response: http.ServerResponse): void {
    const page = request.method === 'GET' ? mailPage(this.mails, this.options.rapportUrl, request) : null;
    if (page === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      return void response.end('There is nothing here.');
    }
    response.writeHead(200, {
      ...{ 'content-type': page.type, 'cache-control': 'no-store', 'content-security-policy': page.policy },
      ...{ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
    });
    response.end(page.body);
  }
}

/** The same in each run; people of the stories read their mail. */
function isGone(address: string): boolean {
  return /\.\d+@mailbox\.example$/.test(address) && new Random(`gone ${address}`).chance(goneShare);
}

function unknownUser(): Error {
  return Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 });
}

function portOf(address: ReturnType<http.Server['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}
