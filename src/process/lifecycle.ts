import type { AddressInfo } from 'node:net';
import { RapportError, type RapportPlugin } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createAuthenticator } from '../auth/authenticator';
import { registerScopes } from '../auth/scopes';
import product from '../../config/rapport';
import { createCore, type House } from '../core';
import { loadPlugins, scopesOf } from '../plugins';
import { createPool } from '../postgres/pool';
import { strapiSources, strapiSourceWriter } from '../ingest/strapi-sources';
import { parseSettings } from '../settings';
import { removeFullAccessToken } from './default-token';
import { HttpDrain } from './drain';
import { createLog } from './log';
import { drainSecondsMax, type ProcessKind } from './messages';
import { answerBeforeStrapi } from './front';
import { orderMounts, type Mounts } from './mounts';

/** Ingest, GraphQL and the pages of one web process; lanes and sends of one worker process. */
const connectionsMax: Record<HouseKind, number> = { web: 16, worker: 10, all: 16 };
/** `all`: both in one process, which `rapport dev` starts again and again. */
type HouseKind = ProcessKind | 'all';

type Strapi = { readonly strapi: StrapiCore.Strapi };
type OpenHouse = {
  readonly kind: HouseKind;
  readonly log: Logger;
  readonly pool: pg.Pool;
  readonly plugins: readonly RapportPlugin[];
  readonly core: House;
  readonly shutdownDelaySeconds: number;
};

/**
 * The three moments at which Strapi calls src/index.ts. `register`: the house is built and stands ahead of Strapi's
 * middlewares; `bootstrap`: tables are there, plugins add their addresses, a worker starts; `destroy`: /readyz says no, then
 * all is drained.
 */
export function createLifecycle() {
  let house: OpenHouse | undefined;
  let drain: HttpDrain | undefined;
  let mounts: Mounts = [];
  return {
    async register({ strapi }: Strapi): Promise<void> {
      house = await openHouse(strapi);
      await registerScopes(strapi, scopesOf(house.plugins));
      if (house.kind !== 'worker') answerBeforeStrapi(strapi.server, house.log, () => mounts);
      // Last: it has to see each request first.
      drain = new HttpDrain(strapi.server.httpServer);
    },
    async bootstrap({ strapi }: Strapi): Promise<void> {
      if (house === undefined) return;
      await removeFullAccessToken(strapi);
      const { core, kind, plugins } = house;
      core.startBeating(kind);
      if (kind !== 'web') core.startWork();
      if (kind === 'worker') return;
      const added = await Promise.all(plugins.map(async (plugin) => plugin.http?.(core, plugins) ?? []));
      mounts = orderMounts([...core.mounts, ...added.flat()]);
      if (kind === 'all') announceWhenListening(strapi, house.log);
    },
    async destroy(): Promise<void> {
      if (house === undefined) return;
      const { core, pool, shutdownDelaySeconds } = house;
      core.announceStop();
      core.endLive();
      await drain?.run({ delaySeconds: shutdownDelaySeconds, secondsMax: drainSecondsMax });
      await core.close();
      await pool.end();
      house = undefined;
    },
  };
}

const houseKind = z.enum(['web', 'worker', 'all']).default('web');

/** `strapi develop` listens by itself, whenever it starts again, and says nothing. */
function announceWhenListening({ server: { httpServer } }: StrapiCore.Strapi, log: Logger): void {
  httpServer.once('listening', () => {
    const address: AddressInfo | string | null = httpServer.address();
    if (address !== null && typeof address === 'object')
      log.info({ url: `http://${address.address}:${address.port}` }, 'ready');
  });
}

async function openHouse(strapi: StrapiCore.Strapi): Promise<OpenHouse> {
  const appDir = strapi.dirs.app.root;
  const settings = parseSettings(process.env, product, appDir);
  const { databaseUrl, shutdownDelaySeconds } = settings;
  if (databaseUrl === undefined)
    throw new RapportError('settings_invalid', 'DATABASE_URL is missing: start with `rapport start`.');
  const kind = houseKind.parse(process.env['RAPPORT_PROCESS']);
  const log = createLog(settings.logLevel, kind);
  const pool = createPool({
    databaseUrl,
    schema: settings.schema,
    connectionsMax: connectionsMax[kind],
    applicationName: `rapport ${kind}`,
  });
  const plugins = await loadPlugins(appDir);
  const core = createCore({
    settings: { ...settings, databaseUrl },
    appDir,
    pool,
    log,
    now: Date.now,
    plugins,
    loadSources: strapiSources(strapi),
    sourceWriter: strapiSourceWriter(strapi),
    auth: createAuthenticator(
      strapi,
      scopesOf(plugins).map((scope) => scope.name),
      Date.now,
    ),
    countAdmins: () => strapi.db.query('admin::user').count(),
    digestKey: requiredSecret('ENCRYPTION_KEY'),
  });
  return { kind, log, pool, plugins, core, shutdownDelaySeconds };
}

function requiredSecret(name: string): string {
  const secret = process.env[name];
  if (secret === undefined)
    throw new RapportError('settings_invalid', `${name} is missing: start with \`rapport start\`.`);
  return secret;
}
