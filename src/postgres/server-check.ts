import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import { errorCode, errorLine } from './error-code';

const oldestMajor = 15;
const connectSecondsMax = 5;
/** A server that says that it is starting is worth waiting for; one that is not there is not. */
const startingSecondsMax = 60;

/** What decides whether a server will do. */
export type ServerFacts = {
  readonly versionNumber: number;
  readonly encoding: string;
  readonly readOnly: boolean;
  /** Of our schemas, those that do not exist. */
  readonly missingSchemas: readonly string[];
  /** Of our schemas, those that exist and in which the user may not create tables. */
  readonly closedSchemas: readonly string[];
  readonly mayCreateSchemas: boolean;
  readonly user: string;
  readonly database: string;
};

/**
 * Looks at the server of DATABASE_URL before anything else does, so that what is wrong is one clear line without a password.
 * @throws RapportError database_unreachable, database_too_old, database_encoding_wrong, database_rights_missing
 */
export async function checkServer(databaseUrl: string, schemas: readonly string[]): Promise<ServerFacts> {
  const client = await connect(databaseUrl);
  try {
    const facts = await readFacts(client, schemas);
    judgeServer(facts);
    return facts;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws RapportError database_too_old, database_encoding_wrong, database_rights_missing */
export function judgeServer(facts: ServerFacts): void {
  const major = Math.floor(facts.versionNumber / 10_000);
  if (major < oldestMajor) {
    throw new RapportError('database_too_old', `It is version ${major}; Rapport needs ${oldestMajor} or later.`);
  }
  if (facts.encoding !== 'UTF8') {
    throw new RapportError(
      'database_encoding_wrong',
      `It stores ${facts.encoding}: create it with ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
  if (facts.readOnly) {
    throw new RapportError('database_rights_missing', 'The server is read-only: DATABASE_URL must name the primary.');
  }
  if (facts.missingSchemas.length > 0 && !facts.mayCreateSchemas) {
    throw new RapportError(
      'database_rights_missing',
      `To create the schemas ${facts.missingSchemas.join(', ')}: GRANT CREATE ON DATABASE "${facts.database}" TO "${facts.user}";`,
    );
  }
  if (facts.closedSchemas.length > 0) {
    throw new RapportError(
      'database_rights_missing',
      `To create tables: GRANT USAGE, CREATE ON SCHEMA ${facts.closedSchemas.join(', ')} TO "${facts.user}";`,
    );
  }
}

async function readFacts(client: pg.Client, schemas: readonly string[]): Promise<ServerFacts> {
  const { rows } = await client.query<{
    version: string;
    encoding: string;
    read_only: boolean;
    missing: string[];
    closed: string[];
    may_create: boolean;
    user: string;
    database: string;
  }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
       pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only,
       array(select s from unnest($1::text[]) s where to_regnamespace(quote_ident(s)) is null) as missing,
       array(select nspname::text from pg_namespace where nspname = any($1)
             and not (has_schema_privilege(oid, 'CREATE') and has_schema_privilege(oid, 'USAGE'))) as closed,
       has_database_privilege(current_database(), 'CREATE') as may_create,
       current_user::text as user, current_database()::text as database`,
    [schemas],
  );
  const [row] = rows;
  if (row === undefined) throw new RapportError('database_unreachable', 'It answers nothing.');
  return {
    versionNumber: Number(row.version),
    encoding: row.encoding,
    readOnly: row.read_only,
    missingSchemas: row.missing,
    closedSchemas: row.closed,
    mayCreateSchemas: row.may_create,
    user: row.user,
    database: row.database,
  };
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const target = parseTarget(databaseUrl);
  for (let waited = 0; ; waited++) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectSecondsMax * 1000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (errorCode(error) === '57P03' && waited < startingSecondsMax) await sleep(1000);
      else throw new RapportError('database_unreachable', describe(error, target));
    }
  }
}

type Target = { readonly server: string; readonly user: string; readonly database: string };

function parseTarget(databaseUrl: string): Target {
  try {
    const url = new URL(databaseUrl);
    if (url.protocol === 'postgres:' || url.protocol === 'postgresql:') {
      const server =
        url.searchParams.get('host') ?? `${decodeURIComponent(url.hostname) || 'localhost'}:${url.port || '5432'}`;
      return { server, user: decodeURIComponent(url.username), database: decodeURIComponent(url.pathname.slice(1)) };
    }
  } catch {
    // The message of URL's own error holds the address, and with it the password.
  }
  throw new RapportError(
    'database_unreachable',
    'DATABASE_URL is not an address like postgres://user:password@host:5432/database; special characters in the password are written as %XX.',
  );
}

/** PostgreSQL's and the network's codes in words. Messages of unknown errors carry no password: pg never prints it. */
function describe(error: unknown, { server, user, database }: Target): string {
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
      return `${server} refuses connections: is PostgreSQL running there?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${server} is not known.`;
    case 'ENOENT':
      return `There is no socket at ${server}.`;
    case '28P01':
      return `${server} does not accept the password of user "${user}".`;
    case '28000':
      return `${server} does not let user "${user}" in (see its pg_hba.conf).`;
    case '3D000':
      return `${server} has no database "${database}".`;
    case '53300':
      return `${server} has no connection left.`;
    default:
      return `${server}: ${errorLine(error)}.`;
  }
}
