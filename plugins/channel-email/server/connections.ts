import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailSettings } from '../domain/settings';

/** A server that says nothing for so long has lost us. */
const connectMilliseconds = 20_000;
const answerMilliseconds = 120_000;
/** Servers end a connection that asks too often, or does nothing. */
const mailsPerConnectionMax = 100;
const idleMilliseconds = 30_000;

/** What Node says of certificates and of bytes that are no TLS: `DEPTH_ZERO_SELF_SIGNED_CERT`, `ERR_SSL_WRONG_VERSION_NUMBER` ... */
const ofEncryption = /CERT|SIGNATURE|^ERR_(SSL|TLS)_/;

/** nodemailer's code of what went wrong; of a failed encryption `ETLS`, also where it says `ESOCKET`. Empty: it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code: unknown = Reflect.get(error, 'code');
  const original: unknown = Reflect.get(error, 'originalCode');
  if (typeof original === 'string' && ofEncryption.test(original)) return 'ETLS';
  return typeof code === 'string' ? code : '';
}

/** An open connection, logged in. */
export type Connection = {
  readonly smtp: SMTPConnection;
  mails: number;
  idle: NodeJS.Timeout | null;
  isBroken: boolean;
};

/**
 * Connections to one mail server, as many at once as are asked for. nodemailer's own pool sends a mail again by itself where a
 * connection ends in between: here only the ledger may.
 */
export class Connections {
  private readonly idle: Connection[] = [];
  private readonly all = new Set<Connection>();

  constructor(private readonly settings: EmailSettings) {}

  /** @returns `isUsed`: the server may have closed it meanwhile, without our knowing @throws nodemailer's errors */
  async take(signal: AbortSignal): Promise<{ readonly connection: Connection; readonly isUsed: boolean }> {
    for (let connection = this.idle.pop(); connection !== undefined; connection = this.idle.pop()) {
      if (connection.idle !== null) clearTimeout(connection.idle);
      if (!connection.isBroken) return { connection, isUsed: true };
    }
    return { connection: await this.connect(signal), isUsed: false };
  }

  give(connection: Connection): void {
    if (connection.isBroken) return this.end(connection);
    if (connection.mails >= mailsPerConnectionMax) {
      this.all.delete(connection);
      connection.smtp.quit();
      return;
    }
    connection.idle = setTimeout(() => this.end(connection), idleMilliseconds);
    connection.idle.unref();
    this.idle.push(connection);
  }

  end(connection: Connection): void {
    connection.isBroken = true;
    if (connection.idle !== null) clearTimeout(connection.idle);
    this.all.delete(connection);
    connection.smtp.close();
  }

  close(): void {
    for (const connection of [...this.all]) this.end(connection);
  }

  private async connect(signal: AbortSignal): Promise<Connection> {
    const { host, port, security, certificate, user, password } = this.settings;
    const smtp = new SMTPConnection({
      ...{ host, port, secure: security === 'tls' },
      ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
      ...(certificate === undefined ? {} : { tls: { ca: certificate } }),
      ...{
        connectionTimeout: connectMilliseconds,
        greetingTimeout: connectMilliseconds,
        dnsTimeout: connectMilliseconds,
      },
      socketTimeout: answerMilliseconds,
    });
    const connection: Connection = { smtp, mails: 0, idle: null, isBroken: false };
    this.all.add(connection);
    const done = new AbortController();
    try {
      await new Promise<void>((resolve, reject) => {
        const broken = (error: Error): void => {
          connection.isBroken = true;
          reject(error);
        };
        smtp.on('error', broken);
        smtp.once('end', () => broken(new Error('the connection ended')));
        signal.addEventListener('abort', () => broken(new Error('aborted')), { once: true, signal: done.signal });
        smtp.connect((error) => {
          if (error !== undefined) return reject(error);
          if (user === undefined) return resolve();
          smtp.login({ credentials: { user, pass: password } }, (refused) =>
            refused === null ? resolve() : reject(refused),
          );
        });
      });
      return connection;
    } catch (error) {
      this.end(connection);
      throw error;
    } finally {
      done.abort();
    }
  }
}
