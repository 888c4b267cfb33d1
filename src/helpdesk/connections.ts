import { randomBytes } from 'node:crypto';
import {
  type Actor,
  type Core,
  type Helpdesk,
  type HelpdeskBriefing,
  type HelpdeskConnection,
  type HelpdeskContext,
  type HelpdeskDraft,
  type HelpdeskFinding,
  type HelpdeskInbox,
  type HelpdeskPlace,
  type HelpdeskSyncKind,
  type Helpdesks,
  type JsonObject,
  limits,
  type NewConversation,
  type ProfileRecord,
  RapportError,
  type SealedColumn,
  type Secrets,
  type SendOutcome,
  type WriteBackSource,
  type WriteBackStatus,
  openSettings,
  sealSettings,
  secretFields,
  shownSettings,
} from '@rapport/sdk';
import type pg from 'pg';
import { z } from 'zod';
import type { Apis } from './api';
import { briefing } from './briefing';
import { converse, outcomeOf } from './converse';
import {
  type ConnectionRow,
  deleteConnection,
  insertConnection,
  listConnections,
  updateConnection,
} from '../store/helpdesk-connections';
import { readWriteStatus, retryWrites, touchConnection } from '../store/helpdesk-writes';
import { cancelBackfill, listSyncs, requestBackfill, requestChanges, type SyncRow } from '../store/helpdesk-sync';

/** How long another process may not know of a change; of a new connection, whose first webhook comes at once, less. */
const staleMilliseconds = 5_000;
const missedMilliseconds = 500;
const addressSecretBytes = 24;
const addressCharsMax = 500;
const keyShape = /^[a-z][a-z0-9-]{0,39}$/;

/** A connection ready for use: its settings opened. */
export type OpenConnection = {
  readonly key: string;
  readonly helpdesk: Helpdesk;
  readonly settings: unknown;
  readonly addressSecret: string;
};

export type ConnectionsOptions = {
  readonly pool: pg.Pool;
  readonly helpdesks: readonly Helpdesk[];
  readonly secrets: Secrets;
  readonly apis: Apis;
  /** What plugins have helpdesks be told. */
  readonly sources: readonly WriteBackSource[];
  readonly core: () => Core;
  readonly now: () => number;
  /** Wakes who reads by the API, in whichever process. */
  readonly onSync: () => void;
};

/** The helpdesks that somebody connected. Secrets are sealed at rest, and never shown again. */
export class Connections implements Helpdesks {
  private cached: { readonly at: number; readonly open: Promise<ReadonlyMap<string, OpenConnection>> } | undefined;

  constructor(private readonly options: ConnectionsOptions) {}

  kinds(): ReturnType<Helpdesks['kinds']> {
    return this.options.helpdesks.map(({ name, label, settings }) => ({
      ...{ name, label },
      // As it is asked for: what has a default need not be given.
      settings: z.record(z.string(), z.json()).parse(z.toJSONSchema(settings, { unrepresentable: 'any', io: 'input' })),
      secrets: secretFields(settings),
    }));
  }

  async list(): Promise<HelpdeskConnection[]> {
    const { pool, now } = this.options;
    const [rows, syncs, statuses] = await Promise.all([
      listConnections(pool),
      listSyncs(pool),
      readWriteStatus(pool, { shownMax: limits.helpdeskLeftAloneShown, now: now() }),
    ]);
    return rows.map((row) => {
      const own = syncs.filter(({ connection }) => connection === row.key);
      return this.shown(row, own, statuses.get(row.key) ?? null);
    });
  }

  /** Of those that are switched on. */
  async byKey(key: string): Promise<OpenConnection | null> {
    const known = (await this.read(staleMilliseconds)).get(key);
    return known ?? (await this.read(missedMilliseconds)).get(key) ?? null;
  }

  /** Those that are switched on. */
  async enabled(): Promise<readonly OpenConnection[]> {
    return [...(await this.read(staleMilliseconds)).values()];
  }

  async check(key: string, address: string): Promise<readonly HelpdeskFinding[]> {
    const connection = await this.opening(key);
    const { check } = connection.helpdesk;
    if (check === undefined) throw new RapportError('helpdesk_cannot');
    return check(placeOf(connection, address), this.contextOf(connection));
  }

  async setUp(key: string, address: string, actor: Actor): Promise<HelpdeskConnection> {
    const connection = await this.opening(key);
    const { setUp } = connection.helpdesk;
    if (setUp === undefined) throw new RapportError('helpdesk_cannot');
    const settings = await setUp(placeOf(connection, address), this.contextOf(connection));
    return this.change(key, { settings }, actor);
  }

  /** Also where it is switched off. */
  private async opening(key: string): Promise<OpenConnection> {
    const row = (await listConnections(this.options.pool)).find((one) => one.key === key);
    if (row === undefined) throw new RapportError('helpdesk_not_found');
    const [connection] = this.opened({ ...row, enabled: true });
    if (connection === undefined) throw new RapportError('helpdesk_invalid', 'Its package is not installed.');
    return connection;
  }

  async inboxes(key: string): Promise<readonly HelpdeskInbox[]> {
    const connection = await this.byKey(key);
    if (connection === null) throw new RapportError('helpdesk_not_found');
    if (connection.helpdesk.converse === undefined) throw new RapportError('helpdesk_cannot');
    return connection.helpdesk.converse.inboxes(this.contextOf(connection));
  }

  async converse(key: string, conversation: NewConversation, signal: AbortSignal): Promise<SendOutcome> {
    const connection = await this.byKey(key);
    if (connection === null) return outcomeOf(new RapportError('helpdesk_not_found'));
    return converse(connection, this.contextOf(connection), conversation, signal);
  }

  async briefing(key: string, profile: ProfileRecord): Promise<HelpdeskBriefing> {
    const connection = await this.byKey(key);
    if (connection === null) throw new RapportError('helpdesk_not_found');
    return briefing(this.options.core(), this.options.sources, connection, profile);
  }

  async ableToConverse(): Promise<readonly string[]> {
    return (await this.enabled()).flatMap(({ key, helpdesk }) => (helpdesk.converse === undefined ? [] : [key]));
  }

  private contextOf(connection: OpenConnection): HelpdeskContext<unknown> {
    const { apis, now } = this.options;
    return { connection: connection.key, settings: connection.settings, api: apis.of(connection), now: now() };
  }

  async startBackfill(key: string): Promise<HelpdeskConnection> {
    const { pool, now, onSync } = this.options;
    const { helpdesk } = await this.found(key);
    if (this.kind(helpdesk).backfill === undefined) throw new RapportError('helpdesk_cannot');
    if (!(await requestBackfill(pool, key, now()))) throw new RapportError('helpdesk_busy');
    onSync();
    return this.found(key);
  }

  async readChanges(): Promise<void> {
    const { pool, now, onSync } = this.options;
    const able = (await this.enabled()).filter(({ helpdesk }) => helpdesk.changes !== undefined);
    // Several workers may be told that it is time.
    const before = now() - (limits.helpdeskChangesSeconds * 1_000) / 2;
    const keys = able.map(({ key }) => key);
    await requestChanges(pool, keys, { now: now(), before });
    onSync();
  }

  async cancelBackfill(key: string): Promise<HelpdeskConnection> {
    const { pool, now } = this.options;
    await this.found(key);
    if (!(await cancelBackfill(pool, key, now()))) throw new RapportError('helpdesk_idle');
    return this.found(key);
  }

  async retryWrites(key: string): Promise<HelpdeskConnection> {
    const { pool, now, onSync } = this.options;
    const { helpdesk } = await this.found(key);
    if (this.kind(helpdesk).write === undefined) throw new RapportError('helpdesk_cannot');
    await retryWrites(pool, key, now());
    onSync();
    return this.found(key);
  }

  private read(staleAfter: number): Promise<ReadonlyMap<string, OpenConnection>> {
    if (this.cached === undefined || this.cached.at < this.options.now() - staleAfter) return this.load();
    return this.cached.open;
  }

  async create(draft: HelpdeskDraft, actor: Actor): Promise<HelpdeskConnection & { readonly webhookPath: string }> {
    const { pool, secrets, now } = this.options;
    const { key, helpdesk, name } = draft;
    if (!keyShape.test(key)) throw new RapportError('helpdesk_invalid', '`key`: lower case letters, digits and -.');
    checkName(name);
    const settings = this.seal(key, this.kind(helpdesk), draft.settings);
    const secret = randomBytes(addressSecretBytes).toString('base64url');
    const row = { key, helpdesk, name, settings, addressSecret: secrets.seal(addressPurpose(key), secret) };
    if (!(await insertConnection(pool, row, { actor, at: now() }))) throw new RapportError('helpdesk_key_taken');
    this.cached = undefined;
    return { ...(await this.found(key)), webhookPath: webhookPathOf(key, secret) };
  }

  async change(
    key: string,
    change: { readonly name?: string; readonly enabled?: boolean; readonly settings?: JsonObject },
    actor: Actor,
  ): Promise<HelpdeskConnection> {
    const { pool, now } = this.options;
    const known = (await listConnections(pool)).find((row) => row.key === key);
    if (known === undefined) throw new RapportError('helpdesk_not_found');
    if (change.name !== undefined) checkName(change.name);
    // What is not said again stays: secrets are not shown, so nobody can send them back.
    const settings =
      change.settings === undefined
        ? undefined
        : this.seal(key, this.kind(known.helpdesk), { ...this.unsealed(known), ...change.settings });
    await updateConnection(pool, key, { ...change, settings }, { actor, at: now() });
    // Once every process knows of it.
    await touchConnection(pool, key, now() + staleMilliseconds + missedMilliseconds);
    this.cached = undefined;
    return this.found(key);
  }

  async remove(key: string): Promise<void> {
    if (!(await deleteConnection(this.options.pool, key))) throw new RapportError('helpdesk_not_found');
    this.cached = undefined;
  }

  private load(): Promise<ReadonlyMap<string, OpenConnection>> {
    const open = listConnections(this.options.pool).then(
      (rows) => new Map(rows.flatMap((row) => this.opened(row)).map((one) => [one.key, one])),
    );
    this.cached = { at: this.options.now(), open };
    // A failure is not remembered.
    open.catch(() => (this.cached = undefined));
    return open;
  }

  private opened(row: ConnectionRow): OpenConnection[] {
    const helpdesk = this.options.helpdesks.find((one) => one.name === row.helpdesk);
    if (!row.enabled || helpdesk === undefined) return [];
    const parsed = helpdesk.settings.safeParse(this.unsealed(row));
    if (!parsed.success) return [];
    const addressSecret = this.options.secrets.open(addressPurpose(row.key), row.addressSecret);
    return [{ key: row.key, helpdesk, settings: parsed.data, addressSecret }];
  }

  private seal(key: string, { settings: schema }: Helpdesk, settings: JsonObject): JsonObject {
    const parsed = schema.safeParse(settings);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new RapportError('helpdesk_invalid', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    }
    return sealSettings(this.options.secrets, schema, secretsOf(key), settings);
  }

  private unsealed({ key, helpdesk, settings }: ConnectionRow): JsonObject {
    const kind = this.options.helpdesks.find((one) => one.name === helpdesk);
    if (kind === undefined) return settings;
    return openSettings(this.options.secrets, kind.settings, secretsOf(key), settings);
  }

  private shown(row: ConnectionRow, syncs: readonly SyncRow[], written: WriteBackStatus | null): HelpdeskConnection {
    const { key, helpdesk, name, enabled, createdAt, lastDeliveryAt, waiting, failed } = row;
    const kind = this.options.helpdesks.find((one) => one.name === helpdesk);
    const settings = kind === undefined ? {} : shownSettings(kind.settings, row.settings);
    const sync = (wanted: HelpdeskSyncKind): SyncRow | null => syncs.find((one) => one.kind === wanted) ?? null;
    return {
      ...{ key, helpdesk, name, enabled, createdAt, lastDeliveryAt, waiting, failed, settings },
      ...{ backfill: sync('backfill'), changes: sync('changes') },
      writeBack: kind?.write === undefined ? null : written,
    };
  }

  private async found(key: string): Promise<HelpdeskConnection> {
    const one = (await this.list()).find((row) => row.key === key);
    if (one === undefined) throw new RapportError('helpdesk_not_found');
    return one;
  }

  private kind(name: string): Helpdesk {
    const kind = this.options.helpdesks.find((one) => one.name === name);
    if (kind === undefined) throw new RapportError('helpdesk_invalid', `There is no helpdesk ${name} here.`);
    return kind;
  }
}

/** @param address of Rapport, as the helpdesk reaches it */
function placeOf({ key, addressSecret }: OpenConnection, address: string): HelpdeskPlace {
  const base = z
    .url({ protocol: /^https?$/ })
    .max(addressCharsMax)
    .safeParse(address);
  if (!base.success) throw new RapportError('helpdesk_invalid', '`address`: a URL is needed.');
  const root = base.data.replace(/\/+$/, '');
  return { webhookUrl: `${root}${webhookPathOf(key, addressSecret)}`, panelUrl: `${root}/panel/?connection=${key}` };
}

function webhookPathOf(key: string, addressSecret: string): string {
  return `/helpdesk/${key}/${addressSecret}`;
}

/** What the secrets of a connection are for. */
const secretsOf = (key: string): string => `helpdesk.${key}`;
const addressPurpose = (key: string): string => `${secretsOf(key)}.address`;

export const sealedHelpdeskColumns: readonly SealedColumn[] = [
  { table: 'helpdesk_connection', column: 'settings', key: 'key', purpose: secretsOf },
  { table: 'helpdesk_connection', column: 'address_secret', key: 'key', purpose: addressPurpose },
];

function checkName(name: string): void {
  if (name.trim() === '' || name.length > limits.helpdeskNameCharsMax)
    throw new RapportError('helpdesk_invalid', `A name has 1 to ${limits.helpdeskNameCharsMax} characters.`);
}
