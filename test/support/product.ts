import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core, HttpMount, Principal, RapportPlugin } from '@rapport/sdk';
import { pino } from 'pino';
import { z } from 'zod';
import customer360 from '../../plugins/customer-360/server';
import chatwoot from '../../plugins/helpdesk-chatwoot/server';
import empathy from '../../plugins/empathy/server';
import segments from '../../plugins/segments/server';
import { createCore, type House } from '../../src/core';
import { matchMount, orderMounts } from '../../src/process/mounts';
import { parseSettings } from '../../src/settings';
import { MemorySources } from './administration';
import type { TestDatabase } from './database';
import { testSecrets } from './privacy';

const errors = z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) }));
const answered = z.object({ data: z.unknown().optional(), errors: errors.optional() });

export type Answer = {
  /** As it was parsed: tests look where they like. */
  readonly data: ReturnType<JSON['parse']>;
  readonly codes: readonly string[];
};

const everything = [
  ...['profile.read', 'timeline.read', 'pii.read', 'source.read', 'source.write'],
  ...['catalogue.read', 'catalogue.write', 'segment.read', 'segment.write', 'segment.publish'],
];

/** One node of the product but for Strapi: the door and GraphQL on a port, over a test's database. Sources are in memory. */
export class Product {
  private constructor(
    readonly house: House,
    private readonly server: http.Server,
    readonly url: string,
    /** Who was here, as they are today: taken out is blocked. */
    readonly people: Map<string, Principal>,
  ) {}

  static async start(
    database: TestDatabase,
    sources: MemorySources = new MemorySources(),
    now: () => number = Date.now,
    others: readonly RapportPlugin[] = [],
  ): Promise<Product> {
    const people = new Map<string, Principal>();
    const plugins = [customer360, segments, chatwoot, empathy, ...others];
    // The root of the checkout, from sources and from compiled benches alike: tests and benches start there.
    const appDir = process.cwd();
    const settings = parseSettings({ RAPPORT_SCHEMA: database.schema, SITUATIONS: 'false' }, {}, appDir);
    const house = createCore({
      settings: { ...settings, databaseUrl: database.url },
      ...{ appDir, process: 'test', now, pool: database.pool, plugins },
      log: pino({ level: process.env['RAPPORT_TEST_LOG'] ?? 'silent' }),
      loadSources: sources.load,
      sourceWriter: sources,
      auth: {
        async authenticate(request) {
          const principal = principalOf(request.headers.authorization);
          if (principal !== null) people.set(principal.actor, principal);
          return principal;
        },
        byActor: async (actor) => people.get(actor) ?? null,
        names: async () => new Map(),
      },
      encryptionKey: 'test',
      secrets: testSecrets,
    });
    const mounts = orderMounts([...house.mounts, ...(await pluginMounts(house, plugins))]);
    const server = http.createServer((request, response) => {
      const mount = matchMount(mounts, request.url ?? '/');
      if (mount === undefined) response.writeHead(404).end();
      else void mount.handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Product(house, server, `http://127.0.0.1:${portOf(server.address())}`, people);
  }

  /** Calls of the Segment spec, by the door. */
  async send(writeKey: string, ...batch: readonly object[]): Promise<{ status: number; codes: string[] }> {
    const response = await fetch(`${this.url}/v1/batch`, {
      method: 'POST',
      headers: { 'x-write-key': writeKey },
      body: JSON.stringify({ batch }),
    });
    const body = z
      .object({ code: z.string().optional(), rejected: z.array(z.object({ code: z.string() })).default([]) })
      .parse(await response.json());
    const codes = body.rejected.map((one) => one.code);
    return { status: response.status, codes: codes.length > 0 || body.code === undefined ? codes : [body.code] };
  }

  /** @param actor who asks */
  async graphql(
    query: string,
    variables: object = {},
    scopes: readonly string[] = everything,
    actor = someone,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${scopes.join(',')} ${actor}` },
      body: JSON.stringify({ query, variables }),
    });
    const body = answered.parse(await response.json());
    return { data: body.data, codes: (body.errors ?? []).map((error) => error.extensions.code) };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.house.close();
  }
}

async function pluginMounts(core: Core, plugins: readonly RapportPlugin[]): Promise<HttpMount[]> {
  const mounts: HttpMount[] = [];
  for (const plugin of plugins) mounts.push(...((await plugin.http?.(core, plugins)) ?? []));
  return mounts;
}

const someone = 'admin:1';

/** A bearer token is a list of scopes, and who has them where that is somebody else. */
function principalOf(authorization: string | undefined): Principal | null {
  const [scopes, actor = someone] = authorization?.replace('Bearer ', '').split(' ') ?? [];
  return scopes === undefined ? null : { actor, scopes: new Set(scopes.split(',')) };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
