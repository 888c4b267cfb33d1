import { createServer } from 'node:http';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { createCore } from '../../src/core';
import { loadPlugins } from '../../src/plugins';
import { createPool } from '../../src/postgres/pool';
import { createLog } from '../../src/process/log';
import { parseSettings } from '../../src/settings';
import type { ProfileRecord, TimelineEvent } from '@rapport/sdk';
import { appDir } from './server';
import { testSecrets } from '../support/privacy';

/** The other limit of customer-360: the same schema and the same handler, on readers that answer constants. No database. */
async function main(): Promise<void> {
  const settings = parseSettings(
    { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    { identity: defaultPolicy },
    appDir,
  );
  const databaseUrl = settings.databaseUrl ?? '';
  const pool = createPool({ databaseUrl, schema: 'rapport', connectionsMax: 1, applicationName: 'bench constant' });
  const plugins = await loadPlugins(appDir);
  const scopes = new Set(plugins.flatMap((plugin) => plugin.scopes ?? []).map((scope) => scope.name));
  const core = createCore({
    settings: { ...settings, databaseUrl },
    appDir,
    process: 'bench',
    pool,
    log: createLog('error', 'bench'),
    now: Date.now,
    plugins,
    loadSources: () => Promise.resolve([]),
    auth: {
      authenticate: async () => ({ actor: 'token:1', scopes }),
      byActor: async () => null,
      names: async () => new Map(),
    },
    encryptionKey: 'bench',
    secrets: testSecrets,
  });
  const { profiles, timeline } = core.read;
  const read = {
    ...core.read,
    profiles: { ...profiles, byIdentifiers: () => Promise.resolve([profile]) },
    timeline: {
      ...timeline,
      pages: () => Promise.resolve(new Map([[profile.rootId, { items: events, hasNext: false, hasPrevious: false }]])),
    },
  };
  // Without a database there is nowhere to write who read what.
  const audit = { ...core.audit, note: () => undefined };
  const mounts = await Promise.all(
    plugins.map(async (plugin) => plugin.http?.({ ...core, read, audit }, plugins) ?? []),
  );
  const graphql = mounts.flat().find((mount) => mount.path === '/graphql');
  if (graphql === undefined) throw new Error('no plugin answers at /graphql');
  const server = createServer((request, response) => void graphql.handle(request, response));
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
  });
  process.on('disconnect', () => process.exit(0));
}

const at = Date.UTC(2026, 10, 1);
const profile: ProfileRecord = {
  rootId: 1,
  leafIds: [1],
  publicId: '019364a0-0000-7000-8000-000000000001',
  createdAt: at,
  firstSeen: at,
  lastSeenAbout: at,
  traits: { firstName: 'Ada', lastName: 'Lovelace', email: 'a@x.com', country: 'DE', plan: 'premium', visits: 1 },
  origins: [[at, 'fill-1', 1, 0, ['firstName', 'lastName', 'email', 'country', 'plan', 'visits']]],
};
const events: readonly TimelineEvent[] = Array.from({ length: 20 }, (_, index) => ({
  id: index,
  leafId: 1,
  type: 'track',
  name: `Filled ${index % 5}`,
  occurredAt: at + index,
  receivedAt: at + index,
  originalAt: null,
  messageId: `fill-1-${index}`,
  value: index,
  properties: {
    product_id: `p-${index}`,
    sku: `SKU-${index}-XL`,
    category: 'Shoes',
    name: 'Trail Runner',
    brand: 'Acme',
    price: index,
    quantity: 1,
    currency: 'EUR',
    position: index,
  },
  context: {},
  identifiers: [['user_id', 'customer-1', 'verified']],
  source: 'fill',
  futureFlagged: false,
  historical: false,
}));

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
