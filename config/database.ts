import { createLog } from '../src/process/log';
import type { StrapiEnv } from './server';

const log = createLog(process.env['LOG_LEVEL'] ?? 'info', 'strapi');

/** Strapi's tables live in a schema of their own, beside `rapport`; both in one PostgreSQL. */
export default ({ env }: { env: StrapiEnv }) => ({
  connection: {
    client: 'postgres',
    connection: { connectionString: env('DATABASE_URL'), schema: env('STRAPI_SCHEMA', 'strapi') },
    // knex prints to the console otherwise: a line for each connection that a restart of PostgreSQL breaks.
    log: {
      warn: (message: unknown) => log.warn(String(message)),
      error: (message: unknown) => log.error(String(message)),
    },
    pool: { min: 0, max: env.int('STRAPI_POOL_MAX', 5) },
  },
  // The default, true, drops the tables of a plugin that is switched off.
  settings: { forceMigration: false },
});
