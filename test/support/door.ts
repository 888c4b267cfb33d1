import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventOrigin, IncomingEvent, Ingest, IngestReceipt, RejectedEvent } from '@rapport/sdk';
import { pino } from 'pino';
import { identityPolicy, type IdentityPolicy } from '../../src/domain/identity/policy';
import { createDoor } from '../../src/ingest/door';
import type { RequestOutcome } from '../../src/ingest/door-post';
import type { Source, SourceDirectory } from '../../src/ingest/sources';
import { productSettings, type ProductSettings } from '../../src/settings';

export function testSource(changes: Partial<Source> = {}): Source {
  return {
    ref: 'source-server',
    name: 'Shop server',
    writeKey: 'SERVERKEY',
    kind: 'server',
    enabled: true,
    eventsPerSecondMax: null,
    identitySecret: null,
    secretProperties: [],
    ...changes,
  };
}

/** A directory that never changes. */
export function fixedSources(sources: readonly Source[]): SourceDirectory {
  return {
    byKey: async (writeKey) => sources.find((source) => source.writeKey === writeKey) ?? null,
    byRef: async (ref) => sources.find((source) => source.ref === ref) ?? null,
  };
}

/** An Ingest that keeps everything in memory and counts each key once; `failure` makes it fail. */
export class MemoryIngest implements Ingest {
  readonly events: IncomingEvent[] = [];
  readonly rejected: RejectedEvent[] = [];
  readonly origins: EventOrigin[] = [];
  readonly keys = new Set<string>();
  failure: Error | null = null;

  async accept(
    origin: EventOrigin,
    events: readonly IncomingEvent[],
    rejected: readonly RejectedEvent[],
  ): Promise<IngestReceipt> {
    if (this.failure !== null) throw this.failure;
    this.origins.push(origin);
    this.rejected.push(...rejected);
    const outcomes = events.map((event) => {
      if (event.name === 'One Name Too Many') return 'event_names_exhausted' as const;
      if (this.keys.has(event.key)) return 'duplicate' as const;
      this.keys.add(event.key);
      this.events.push(event);
      return 'accepted' as const;
    });
    return {
      accepted: outcomes.filter((outcome) => outcome === 'accepted').length,
      duplicates: outcomes.filter((outcome) => outcome === 'duplicate').length,
      erased: 0,
      outcomes,
    };
  }
}

export type TestDoor = {
  readonly url: string;
  readonly ingest: MemoryIngest;
  readonly outcomes: RequestOutcome[];
  close(): Promise<void>;
};

export type TestDoorOptions = {
  readonly sources?: readonly Source[];
  readonly directory?: SourceDirectory;
  readonly settings?: Partial<ProductSettings['door']>;
  readonly policy?: IdentityPolicy;
  readonly now?: () => number;
  readonly ingest?: Ingest;
};

/** The real door on a real port of the loopback interface. */
export async function startDoor(options: TestDoorOptions = {}): Promise<TestDoor> {
  const ingest = new MemoryIngest();
  const outcomes: RequestOutcome[] = [];
  const mounts = createDoor({
    sources: options.directory ?? fixedSources(options.sources ?? [testSource()]),
    ingest: options.ingest ?? ingest,
    settings: { ...productSettings.parse({}).door, ...options.settings },
    policy: options.policy ?? identityPolicy.parse({}),
    log: pino({ level: 'silent' }),
    now: options.now ?? Date.now,
    onRequest: (outcome) => outcomes.push(outcome),
  });
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const mount = mounts.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`));
    if (mount === undefined) response.writeHead(418).end();
    else void mount.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${portOf(address)}`,
    ingest,
    outcomes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export const basicAuthorization = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

/** With a source of a server (SERVERKEY), one of a browser (WEBKEY) and one that is off (OFFKEY), and small limits. */
export function startDoorOfThree(): Promise<TestDoor> {
  return startDoor({
    sources: [
      testSource(),
      testSource({ ref: 'source-web', kind: 'browser', writeKey: 'WEBKEY' }),
      testSource({ ref: 'source-off', writeKey: 'OFFKEY', enabled: false }),
    ],
    settings: { requestBytesMax: 100_000, batchEventsMax: 5 },
  });
}

type JsonAnswer = { readonly status: number; readonly body: unknown; readonly headers: Headers };
export type PostJson = (path: string, body: unknown, headers?: Record<string, string>) => Promise<JsonAnswer>;

/** Texts and bytes as they are, anything else as JSON; with the server's key unless `headers` say else. */
export async function postJson(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: basicAuthorization('SERVERKEY') },
): Promise<JsonAnswer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method: 'POST', body: raw, headers, redirect: 'manual' });
  return { status: response.status, body: await response.json(), headers: response.headers };
}
