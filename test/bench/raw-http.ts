import net from 'node:net';

export type RawAnswer = { readonly status: number; readonly body: string };

/**
 * One keep-alive connection that sends one request after another. Node's own client costs as much as the server that it loads;
 * this one finds the status, the content-length and the end of the body, and no more.
 */
export class RawConnection {
  private waiting: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | undefined;
  private received: Buffer[] = [];
  private missing = -1;
  private status = 0;
  private head = '';

  private constructor(private readonly socket: net.Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static open(url: URL): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(Number(url.port), url.hostname, () => resolve(new RawConnection(socket)));
      socket.once('error', reject);
    });
  }

  /** @param request head and body, whole */
  send(request: string): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.removeAllListeners('close').destroy();
  }

  private take(chunk: Buffer): void {
    if (this.missing === -1) {
      this.head += chunk.toString('latin1');
      const end = this.head.indexOf('\r\n\r\n');
      if (end === -1) return;
      this.status = Number(this.head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(this.head.slice(0, end + 2));
      if (length === null) return this.fail(new Error('an answer without content-length'));
      const body = Buffer.from(this.head.slice(end + 4), 'latin1');
      this.head = '';
      this.received = [body];
      this.missing = Number(length[1]) - body.length;
    } else {
      this.received.push(chunk);
      this.missing -= chunk.length;
    }
    if (this.missing > 0) return;
    this.missing = -1;
    const answer = { status: this.status, body: Buffer.concat(this.received).toString('utf8') };
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(error);
  }
}

/** The head that all requests of a load share, up to the value of content-length. */
export function requestHead(url: URL, authorization: string, method: 'GET' | 'POST' = 'POST'): string {
  return (
    `${method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: ${authorization}\r\n` +
    'content-type: application/json\r\ncontent-length: '
  );
}
