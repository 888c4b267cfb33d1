import type { AddressInfo } from 'node:net';
import { RapportError, type RapportPlugin } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createAuthenticator } from '../auth/authenticator';
import { offerRoles } from '../auth/roles';
import { registerScopes } from '../auth/scopes';
import product from '../../config/rapport';
import { createCore, type House } from '../core';
import { loadPlugins, scopesOf } from '../plugins';
import { createPool } from '../postgres/pool';
import { withOpenSecrets } from '../privacy/source-secrets';
import { strapiSources, strapiSourceWriter } from '../ingest/strapi-sources';
import { parseSettings, type Settings } from '../settings';
import { followAdminChanges } from './admin-events';
import { removeFullAccessToken } from './default-token';
import { HttpDrain } from './drain';
import { createLog } from './log';
import { registerLoginLimits } from './login-middleware';
import { openSecretBox } from './seal-keys';
import { drainSecondsMax, type ProcessKind } from './messages';
import { answerBeforeStrapi } from './front';
import { orderMounts, type Mounts } from './mounts';
import type { HeaderOptions } from './security-headers';

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
  readonly settings: Settings;
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
      followAdminChanges(strapi, house.core);
      registerLoginLimits(strapi, house.core.logins);
      if (house.kind !== 'worker')
        answerBeforeStrapi(strapi.server, house.log, () => mounts, headerOptions(house.settings));
      // Last: it has to see each request first.
      drain = new HttpDrain(strapi.server.httpServer);
    },
    async bootstrap({ strapi }: Strapi): Promise<void> {
      if (house === undefined) return;
      await removeFullAccessToken(strapi);
      await offerRoles(
        strapi,
        scopesOf(house.plugins).map((scope) => scope.name),
      );
      await house.core.reseal();
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
  const secrets = openSecretBox(settings.dataDir, requiredSecret('ENCRYPTION_KEY'));
  const core = createCore({
    settings: { ...settings, databaseUrl },
    appDir,
    process: kind,
    pool,
    log,
    now: Date.now,
    plugins,
    loadSources: withOpenSecrets(strapiSources(strapi), secrets, log),
    sourceWriter: strapiSourceWriter(strapi),
    auth: createAuthenticator(
      strapi,
      scopesOf(plugins).map((scope) => scope.name),
      Date.now,
    ),
    countAdmins: () => strapi.db.query('admin::user').count(),
    encryptionKey: requiredSecret('ENCRYPTION_KEY'),
    secrets,
  });
  return { kind, log, pool, plugins, core, settings, shutdownDelaySeconds };
}

function headerOptions({ behindProxy }: Settings): HeaderOptions {
  return { behindProxy, inDevelopment: process.env['NODE_ENV'] === 'development' };
}

function requiredSecret(name: string): string {
  const secret = process.env[name];
  if (secret === undefined)
    throw new RapportError('settings_invalid', `${name} is missing: start with \`rapport start\`.`);
  return secret;
}
