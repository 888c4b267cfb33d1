import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core, GraphqlSettings, Ingest, JsonObject, Principal, RapportPlugin } from '@rapport/sdk';
import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import pino from 'pino';
import customer360 from '../../plugins/customer-360/server';
import { createOperations } from '../../src/care/operations';
import { Apis } from '../../src/helpdesk/api';
import { Connections } from '../../src/helpdesk/connections';
import { createIdempotency } from '../../src/store/idempotency';
import { createAuditLog } from '../../src/privacy/audit-log';
import { createPluginDatabase } from '../../src/store/plugin-database';
import { createReadModels } from '../../src/store/read-models';
import { createSavedViews } from '../../src/store/saved-views';
import { productSettings } from '../../src/settings';
import { testAdministration } from './administration';
import { newestWins } from './customers';
import { pluginPools } from './database';
import { createTestPrivacy, testKeys, testSecrets } from './privacy';

export const allScopes = [
  'profile.read',
  'timeline.read',
  'pii.read',
  'profile.write',
  'identity.write',
  'event.write',
  'import.write',
  'audit.read',
  'privacy.export',
  'privacy.erase',
  'source.read',
  'source.write',
  'catalogue.read',
  'catalogue.write',
  'operations.read',
  'operations.write',
];

/** What the write side was asked to do: the ends of the contract that other suites test. */
export type Calls = { readonly name: string; readonly args: readonly unknown[] }[];

export type GraphqlAnswer = {
  readonly status: number;
  /** As it was parsed: tests look where they like. */
  readonly data: ReturnType<JSON['parse']>;
  readonly errors: { message: string; path?: unknown; extensions: { code: string } }[] | undefined;
  readonly text: string;
};

/** Customer 360 on a free port of loopback, over the readers of `pool`. A bearer token is a list of scopes: `profile.read,pii.read`. */
export class Customer360 {
  readonly calls: Calls = [];
  /** SQL statements sent since the last `statements.length = 0`. */
  readonly statements: string[] = [];
  private readonly server = createServer((request, response) => void this.handle(request, response));
  private handle: (...parameters: Parameters<Parameters<typeof createServer>[1] & object>) => Promise<void> =
    async () => undefined;
  now = Date.UTC(2026, 10, 20);
  channels: Core['channels'] = [];
  url = '';

  async start(
    pool: pg.Pool,
    settings: Partial<GraphqlSettings> = {},
    plugins: readonly RapportPlugin[] = [],
  ): Promise<this> {
    const mounts = await customer360.http?.(this.core(counting(pool, this.statements), settings, pool), plugins);
    const mount = mounts?.[0];
    if (mount === undefined) throw new Error('customer-360 mounts nothing');
    this.handle = mount.handle;
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${portOf(this.server.address())}/graphql`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async query(query: string, variables: object = {}, scopes: readonly string[] = allScopes): Promise<GraphqlAnswer> {
    return this.send(JSON.stringify({ query, variables }), scopes);
  }

  async send(
    body: string,
    scopes: readonly string[] | null,
    headers: Record<string, string> = {},
  ): Promise<GraphqlAnswer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(scopes === null ? {} : { authorization: `Bearer ${scopes.join(',')}` }),
        ...headers,
      },
      body,
    });
    const text = await response.text();
    return { status: response.status, text, ...JSON.parse(text) };
  }

  private core(pool: pg.Pool, settings: Partial<GraphqlSettings>, uncounted: pg.Pool): Core {
    const record = (name: string, ...args: readonly unknown[]) => void this.calls.push({ name, args });
    const product = productSettings.parse({});
    const ingest: Ingest = { accept: async () => ({ accepted: 0, duplicates: 0, erased: 0, outcomes: [] }) };
    return {
      ...testAdministration(pool, 'test', ingest, () => this.now),
      log: pino({ level: 'silent' }),
      now: () => this.now,
      live: { stream: () => undefined },
      read: createReadModels(pool, newestWins),
      idempotency: createIdempotency(pool, () => this.now),
      savedViews: createSavedViews(pool, () => this.now),
      helpdesks: new Connections({
        pool,
        helpdesks: [],
        secrets: testSecrets,
        apis: new Apis(),
        sources: [],
        core: () => this.core(pool, settings, uncounted),
        now: () => this.now,
        onSync: () => undefined,
      }),
      operations: createOperations({
        ...{ pool, now: () => this.now, schema: schemaOf(pool), strapiSchema: 'none', dataDir: '/' },
        migrations: [],
        countSources: async () => 1,
        countAdmins: async () => 1,
      }),
      database: createPluginDatabase({ pools: pluginPools(pool), schema: schemaOf(pool), now: () => this.now }),
      wake: () => undefined,
      followMilliseconds: () => 0,
      segments: null,
      segmentUses: async () => [],
      ...{ conditionKinds: [], channels: this.channels },
      digest: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
      // One statement for all requests of half a second, whenever that is over: it is no request's own.
      audit: createAuditLog({
        pool: uncounted,
        now: () => this.now,
        seal: testKeys.seal,
        log: pino({ level: 'silent' }),
      }),
      privacy: createTestPrivacy({ pool, schema: '' }, { now: () => this.now }),
      secrets: testSecrets,
      settings: {
        graphql: { ...product.graphql, ...settings },
        privacy: product.privacy,
        panel: product.panel,
        search: product.search,
        sentimentModel: null,
        traitsMerge: 'newest',
        timeZone: product.timeZone,
        installSituations: false,
      },
      auth: {
        byActor: async () => null,
        names: async (actors) => new Map(actors.map((one) => [one, `Name of ${one}`])),
        async authenticate(request): Promise<Principal | null> {
          const scopes = request.headers.authorization?.replace('Bearer ', '');
          return scopes === undefined ? null : { actor: 'token:test', scopes: new Set(scopes.split(',')) };
        },
      },
      ingest,
      door: {
        async submit(origin, raw, trust) {
          record('submit', origin, raw, trust);
          const event = raw[0];
          const isNameless = typeof event === 'object' && event !== null && 'event' in event && event.event === '';
          if (isNameless) {
            return {
              accepted: 0,
              duplicates: 0,
              erased: 0,
              rejected: [{ index: 0, messageId: null, code: 'event_name_missing', message: 'x' }],
            };
          }
          return { accepted: 1, duplicates: 0, erased: 0, rejected: [] };
        },
      },
      identity: {
        normalise: ({ kind, value }) =>
          value.trim() === '' ? null : { kind, value: kind === 'email' ? value.trim().toLowerCase() : value },
        async mergePreview(first, second) {
          const traits: JsonObject = { email: 'anna@example.com', plan: 'pro' };
          const changes = [
            { key: 'email', winner: 'anna@example.com', loser: 'a@example.com', result: 'anna@example.com' },
          ];
          return { winnerId: first, loserId: second, traits, changes, identifierCount: 3, obstacles: [] };
        },
        async unmergePreview() {
          throw new RapportError('merge_not_found');
        },
        async merge(first, second, actor, reason) {
          if (first === second) throw new RapportError('merge_same_profile');
          record('merge', first, second, actor, reason);
          return { mergeId: randomUUID(), winnerId: first };
        },
        async unmerge(mergeId, actor) {
          record('unmerge', mergeId, actor);
          return { firstId: randomUUID(), secondId: randomUUID() };
        },
        async decide(reviewId, decision, actor) {
          record('decide', reviewId, decision, actor);
          return { mergeId: null };
        },
        async separate(identifier, actor) {
          record('separate', identifier, actor);
          return { profileId: randomUUID() };
        },
      },
    };
  }
}

/** The same pool, with what is sent through it written down. */
function counting(pool: pg.Pool, statements: string[]): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property !== 'query') return Reflect.get(target, property, target);
      return (...parameters: unknown[]) => {
        const [statement] = parameters;
        statements.push(
          typeof statement === 'object' && statement !== null && 'name' in statement
            ? String(statement.name)
            : String(statement),
        );
        return Reflect.apply(target.query, target, parameters);
      };
    },
  });
}

/** Of a test's pool: it names its schema first. */
function schemaOf(pool: pg.Pool): string {
  return /search_path=(\w+)/.exec(pool.options.options ?? '')?.[1] ?? '';
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
