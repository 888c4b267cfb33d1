import type { Writable } from 'node:stream';
import type { Core, ExportFormat, ExportLanguage, PrivacyCommands, RapportError, RapportPlugin } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { EventReceiver } from '../ingest/door-events';
import type { SecretBox } from '../privacy/secret-box';
import type { MigrationSource } from '../postgres/migrate';
import type { Settings } from '../settings';

/** The plugins among the dependencies, and what is wrong with others. */
export type FoundPlugins = {
  readonly plugins: readonly RapportPlugin[];
  /** plugin_invalid for each that cannot be loaded. */
  readonly broken: readonly RapportError[];
  /** `kind`: what its package.json says instead of `plugin`; null: it is not installed. */
  readonly ignored: readonly { readonly name: string; readonly kind: string | null }[];
};

/** What commands use of the house. */
export type CommandCore = Core & {
  readonly privacy: PrivacyCommands & {
    exportText(
      profileId: string,
      what: { readonly format: ExportFormat; readonly language: ExportLanguage },
      actor: string,
    ): AsyncIterable<string>;
    finishErasure(id: number): Promise<void>;
  };
  /** Brings every secret that is kept under the newest key. @returns how many rows were written */
  reseal(): Promise<number>;
};

/** A migrated database, of the running server or started for this command, and what works on it. */
export type OpenDatabase = {
  readonly pool: pg.Pool;
  readonly core: CommandCore;
  /** Parses calls by the rules of the door. */
  readonly receiver: EventReceiver;
  readonly migrations: readonly MigrationSource[];
  readonly secretBox: SecretBox;
};

/** The same with Strapi loaded (not listening). */
export type OpenStrapi = OpenDatabase & { readonly strapi: StrapiCore.Strapi };

/** What the commands need of the house; src/process/main.ts provides it. */
export type CliDeps = {
  readonly settings: Settings;
  readonly log: Logger;
  /** Runs `work` and closes again whatever it had to start. @throws RapportError as the start of Rapport does */
  withDatabase<T>(work: (open: OpenDatabase) => Promise<T>): Promise<T>;
  findPlugins(): Promise<FoundPlugins>;
  /** As withDatabase, migrated by these plugins, of whose code nothing else runs. @throws RapportError as the start of Rapport does */
  withTables<T>(
    plugins: readonly RapportPlugin[],
    work: (open: Pick<OpenDatabase, 'pool' | 'migrations'>) => Promise<T>,
  ): Promise<T>;
  withStrapi<T>(work: (open: OpenStrapi) => Promise<T>): Promise<T>;
  /**
   * The server as it is: nothing is migrated. `beside`: a Rapport that runs lends it; `alone`: it must not run on the embedded
   * server. @throws RapportError as the start of Rapport does
   */
  withServer<T>(how: 'beside' | 'alone', work: (databaseUrl: string) => Promise<T>): Promise<T>;
  /** Of all migrations that this Rapport brings, e.g. `core/0001_spine.sql`. */
  migrationNames(): Promise<string[]>;
  readonly appDir: string;
  /** Of this Rapport. */
  readonly version: string;
  /** A new key for secrets at rest, where the file keeps them, and every secret under it. @throws secret_key_missing */
  rotateSecrets(): Promise<{ readonly key: number; readonly resealed: number }>;
  /** Makes an API token and answers its key, which is shown once. @throws RapportError bad_input for unknown scopes */
  createToken(
    strapi: StrapiCore.Strapi,
    token: { readonly name: string; readonly scopes: readonly string[] },
  ): Promise<string>;
  /** The secrets of this node become those of the database. @returns names of those that were others before */
  adoptSecrets(): Promise<string[]>;
  readonly stdout: Writable;
  readonly stderr: Writable;
};

/** A command that ends well answers 0; one that found something wrong 1; one that was interrupted 130. */
export type ExitCode = 0 | 1 | 130;
