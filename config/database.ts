import type { StrapiEnv } from './server';

/** Strapi's tables live in a schema of their own, beside `rapport`; both in one PostgreSQL. */
export default ({ env }: { env: StrapiEnv }) => ({
  connection: {
    client: 'postgres',
    connection: { connectionString: env('DATABASE_URL'), schema: env('STRAPI_SCHEMA', 'strapi') },
    pool: { min: 0, max: env.int('STRAPI_POOL_MAX', 5) },
  },
  // The default, true, drops the tables of a plugin that is switched off.
  settings: { forceMigration: false },
});
