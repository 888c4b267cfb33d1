import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** An empty database of its own in the test server, for a Rapport that runs as a process. */
export type FreshDatabase = { readonly url: string; drop(): Promise<void> };

export async function createFreshDatabase(): Promise<FreshDatabase> {
  const server = process.env['RAPPORT_TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('RAPPORT_TEST_DATABASE_URL is not set: run the tests through jest');
  const name = `run_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name}`);
  return { url: new URL(`/${name}`, server).href, drop: () => runOn(server, `drop database ${name} with (force)`) };
}

export type SourceSeed = {
  readonly writeKey: string;
  readonly kind?: 'server' | 'browser';
  readonly enabled?: boolean;
};

/** A source, straight into Strapi's table: quicker than loading Strapi. */
export async function createSource(databaseUrl: string, seed: SourceSeed): Promise<void> {
  const { writeKey, kind = 'server', enabled = true } = seed;
  await runOn(
    databaseUrl,
    `insert into strapi.sources (document_id, name, kind, write_key, enabled, created_at, updated_at, published_at)
     values ($1, $1, $2, $1, $3, now(), now(), now())`,
    [writeKey, kind, enabled],
  );
}

async function runOn(url: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}
