import { RapportError, type RapportPlugin } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createAuthenticator } from '../auth/authenticator';
import { registerScopes } from '../auth/scopes';
import product from '../../config/rapport';
import { createCore, type House } from '../core';
import { loadPlugins, scopesOf } from '../plugins';
import { createPool } from '../postgres/pool';
import { strapiSources, strapiSourceWriter } from '../ingest/strapi-sources';
import { parseSettings } from '../settings';
import { removeFullAccessToken } from './default-token';
import { drainHttp } from './drain';
import { createLog } from './log';
import { drainSecondsMax, type ProcessKind } from './messages';
import { matchMount, orderMounts, type Mounts } from './mounts';

/** Ingest, GraphQL and the pages of one web process; lanes and sends of one worker process. */
const connectionsMax: Record<ProcessKind, number> = { web: 16, worker: 10 };

type Strapi = { readonly strapi: StrapiCore.Strapi };
type OpenHouse = {
  readonly kind: ProcessKind;
  readonly log: Logger;
  readonly pool: pg.Pool;
  readonly plugins: readonly RapportPlugin[];
  readonly core: House;
};

/**
 * The three moments at which Strapi calls src/index.ts. `register`: the house is built and stands ahead of Strapi's
 * middlewares; `bootstrap`: tables are there, plugins add their addresses, a worker starts; `destroy`: all is drained.
 */
export function createLifecycle() {
  let house: OpenHouse | undefined;
  let mounts: Mounts = [];
  return {
    async register({ strapi }: Strapi): Promise<void> {
      house = await openHouse(strapi);
      await registerScopes(strapi, scopesOf(house.plugins));
      if (house.kind === 'web') strapi.server.use(answerMounts(house.log, () => mounts));
    },
    async bootstrap({ strapi }: Strapi): Promise<void> {
      if (house === undefined) return;
      await removeFullAccessToken(strapi);
      if (house.kind === 'worker') return house.core.startWork();
      const { core, plugins } = house;
      const added = await Promise.all(plugins.map(async (plugin) => plugin.http?.(core, plugins) ?? []));
      mounts = orderMounts([...core.mounts, ...added.flat()]);
    },
    async destroy({ strapi }: Strapi): Promise<void> {
      await drainHttp(strapi.server.httpServer, drainSecondsMax);
      await house?.core.close();
      await house?.pool.end();
      house = undefined;
    },
  };
}

async function openHouse(strapi: StrapiCore.Strapi): Promise<OpenHouse> {
  const appDir = strapi.dirs.app.root;
  const settings = parseSettings(process.env, product, appDir);
  const { databaseUrl } = settings;
  if (databaseUrl === undefined)
    throw new RapportError('settings_invalid', 'DATABASE_URL is missing: start with `rapport start`.');
  const kind: ProcessKind = process.env['RAPPORT_PROCESS'] === 'worker' ? 'worker' : 'web';
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
    digestKey: requiredSecret('ENCRYPTION_KEY'),
  });
  return { kind, log, pool, plugins, core };
}

function requiredSecret(name: string): string {
  const secret = process.env[name];
  if (secret === undefined)
    throw new RapportError('settings_invalid', `${name} is missing: start with \`rapport start\`.`);
  return secret;
}

type Middleware = Parameters<StrapiCore.Strapi['server']['use']>[0];

/** Ours answer with node's own request and response: nothing of Koa's or Strapi's is in their way. */
function answerMounts(log: Logger, mounts: () => Mounts): Middleware {
  return async (context, next) => {
    const mount = matchMount(mounts(), context.req.url ?? '/');
    if (mount === undefined) {
      await next();
      return;
    }
    const { req, res } = context;
    context.respond = false;
    // Koa begins with 404.
    res.statusCode = 200;
    try {
      await mount.handle(req, res);
    } catch (error) {
      log.error({ err: error, mount: mount.path }, 'request failed');
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'application/json' });
      res.end('{"error":{"code":"internal_error"}}');
    }
  };
}
