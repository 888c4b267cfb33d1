import type { Writable } from 'node:stream';
import type { Core, ErrorCode, IncomingEvent, Trust } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type pg from 'pg';
import type { Settings } from '../settings';
import type { MigrationSource } from '../postgres/migrate';

export type ParsedEvent =
  | { readonly ok: true; readonly event: IncomingEvent }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** One call of the Segment spec, as JSON.parse left it, into what ingest takes; the same rules as at the door. */
export type ParseCall = (
  call: unknown,
  context: {
    readonly trust: Trust;
    /** Part of the key by which an event is counted once: the source's ref. */
    readonly sourceKey: string;
    readonly receivedAt: number;
  },
) => ParsedEvent;

/** A migrated database, of the running server or started for this command, and a Core on it. */
export type OpenDatabase = {
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly settings: Settings;
  readonly core: Pick<Core, 'ingest' | 'now'>;
  readonly parse: ParseCall;
  readonly migrations: readonly MigrationSource[];
};

/** The same with Strapi loaded (not listening). */
export type OpenStrapi = OpenDatabase & { readonly strapi: StrapiCore.Strapi };

export type CliDeps = {
  readonly settings: Settings;
  /** Runs `work` and closes again whatever it had to start. @throws RapportError as the start of Rapport does */
  withDatabase<T>(work: (open: OpenDatabase) => Promise<T>): Promise<T>;
  withStrapi<T>(work: (open: OpenStrapi) => Promise<T>): Promise<T>;
  /** Makes an API token and answers its key, which is shown once. @throws RapportError bad_input for unknown scopes */
  createToken(
    strapi: StrapiCore.Strapi,
    token: { readonly name: string; readonly scopes: readonly string[] },
  ): Promise<string>;
  readonly stdout: Writable;
  readonly stderr: Writable;
};
