import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { createQueue } from '../../src/queue/queue';
import { eventually } from '../support/eventually';

const { RAPPORT_TEST_DATABASE_URL: address = '' } = process.env;

/** In the way to PostgreSQL; while it is starting, whoever comes hears so, as PostgreSQL says it. */
class Gate {
  isStarting = false;
  refused = 0;
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.enter(socket));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const url = new URL(address);
    const at = this.server.address();
    url.host = `127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}`;
    return url.href;
  }

  restart(): void {
    this.isStarting = true;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private enter(socket: net.Socket): void {
    socket.on('error', () => undefined);
    if (this.isStarting) {
      this.refused++;
      socket.once('data', () => socket.end(isStartingUp()));
      return;
    }
    const { hostname, port } = new URL(address);
    const there = net.connect(Number(port), hostname);
    for (const [one, other] of [
      [socket, there],
      [there, socket],
    ] as const) {
      this.sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  }
}

/** ErrorResponse of PostgreSQL's protocol. */
function isStartingUp(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

test('while PostgreSQL is starting the queue asks every few seconds, in a few lines, and goes on afterwards', async () => {
  const gate = new Gate();
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  let ran = 0;
  const queue = createQueue({
    ...{ databaseUrl: await gate.open(), redisUrl: undefined, schema: 'starting_test', log },
  });
  try {
    queue.work('test', [{ name: 'tick', everySeconds: 1, run: async () => void ran++ }]);
    await eventually(() => ran > 0);
    lines.length = 0;
    gate.restart();
    await eventually(() => gate.refused > 0);
    await sleep(3_000);
    // Without a rest it were 30.
    expect(gate.refused).toBeLessThan(10);
    expect(lines.length).toBeLessThan(20);
    gate.isStarting = false;
    const before = ran;
    await eventually(() => ran > before);
  } finally {
    await queue.close();
    await gate.close();
  }
});
