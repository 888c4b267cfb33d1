import { createServer } from 'node:http';
import pg from 'pg';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { createCore } from '../../src/core';
import { loadPlugins } from '../../src/plugins';
import { createPool } from '../../src/postgres/pool';
import { createLog } from '../../src/process/log';
import { parseSettings } from '../../src/settings';
import { testSecrets } from '../support/privacy';
import { appDir } from './server';

type Captured = {
  /** Prepared under this name; null: not prepared. */
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Through createLookupPool: its plans are others. */
  readonly isLookup: boolean;
};
/** Statements of one request: those of a wave were under way together. */
export type CapturedView = { readonly profile: string; readonly waves: readonly (readonly Captured[])[] };

/** What the panel asks of the database for each profile, from the panel itself. */
export async function captureViews(databaseUrl: string, profiles: readonly string[]): Promise<CapturedView[]> {
  const settings = parseSettings({ DATABASE_URL: databaseUrl }, { identity: defaultPolicy }, appDir);
  const pool = createPool({ databaseUrl, schema: 'rapport', connectionsMax: 2, applicationName: 'bench capture' });
  const plugins = await loadPlugins(appDir);
  const scopes = new Set(plugins.flatMap((plugin) => plugin.scopes ?? []).map((scope) => scope.name));
  const core = createCore({
    settings: { ...settings, databaseUrl },
    ...{ appDir, process: 'bench', pool, log: createLog('error', 'bench'), now: Date.now, plugins },
    loadSources: () => Promise.resolve([]),
    auth: {
      authenticate: async () => ({ actor: 'token:1', scopes }),
      byActor: async () => null,
      names: async () => new Map(),
    },
    ...{ encryptionKey: 'bench', secrets: testSecrets },
  });
  const mounts = (await Promise.all(plugins.map(async (plugin) => plugin.http?.(core, plugins) ?? []))).flat();
  const panel = mounts.find((mount) => mount.path === '/panel');
  if (panel === undefined) throw new Error('no plugin answers at /panel');
  const server = createServer((request, response) => void panel.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ask = async (profile: string): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${port}/panel/api/view?profile=${profile}`, {
      headers: { authorization: 'Bearer bench' },
    });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  };
  // The first requests of a process learn names, and which texts come again.
  for (let times = 0; times < 2; times++) await ask(profiles[0] ?? '');
  const views: CapturedView[] = [];
  for (const profile of profiles) views.push({ profile, waves: await recorded(() => ask(profile)) });
  server.closeAllConnections();
  server.close();
  await core.close();
  await pool.end();
  return views;
}

/** Readers only: what is written of a look (audit) waits and is joined with others. */
async function recorded(work: () => Promise<void>): Promise<Captured[][]> {
  const waves: Captured[][] = [];
  let open = 0;
  const prototype = pg.Client.prototype;
  const original = prototype.query;
  const ended = (): void => void open--;
  const replacement = function (this: pg.Client, ...args: readonly unknown[]): unknown {
    const captured = capturedOf(args[0], this);
    if (captured === null) return Reflect.apply(original, this, [...args]);
    if (open++ === 0) waves.push([]);
    waves.at(-1)?.push(captured);
    // A pool hands over a callback, whoever holds a connection awaits a promise.
    const given = args.map((one) => (isCallback(one) ? (...answer: unknown[]) => (ended(), one(...answer)) : one));
    const answer: unknown = Reflect.apply(original, this, given);
    if (answer instanceof Promise) answer.then(ended, ended);
    return answer;
  };
  Reflect.set(prototype, 'query', replacement);
  try {
    await work();
  } finally {
    Reflect.set(prototype, 'query', original);
  }
  return waves;
}

function isCallback(value: unknown): value is (...answer: unknown[]) => unknown {
  return typeof value === 'function';
}

function capturedOf(given: unknown, client: pg.Client): Captured | null {
  if (typeof given !== 'object' || given === null) return null;
  const name: unknown = Reflect.get(given, 'name') ?? null;
  const text: unknown = Reflect.get(given, 'text');
  const values: unknown = Reflect.get(given, 'values') ?? [];
  if ((name !== null && typeof name !== 'string') || typeof text !== 'string' || !Array.isArray(values)) return null;
  const parameters: unknown = Reflect.get(client, 'connectionParameters');
  const isLookup =
    typeof parameters === 'object' &&
    parameters !== null &&
    String(Reflect.get(parameters, 'application_name')).startsWith('rapport lookups');
  return /^\s*(select|with)\b/i.test(text) ? { name, text, values, isLookup } : null;
}
