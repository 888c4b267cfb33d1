import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { isJsonObject, type JsonObject } from '@rapport/sdk';
import pino from 'pino';
import { createCore, type House } from '../../../src/core';
import { matchMount, orderMounts } from '../../../src/process/mounts';
import { parseSettings } from '../../../src/settings';
import type { IdentityPolicy } from '../../../src/domain/identity/policy';
import type { CaseDatabases } from '../databases';
import type { TestDatabase } from '../../support/database';
import { nameIn, ownMessages } from './calls';
import { nameKind, typeTrait } from './policies';
import { testSecrets } from '../../support/privacy';

/** One person as Rapport shows it at a moment. */
export type Person = {
  readonly rootId: number;
  readonly publicId: string;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  /** Names that the case gave to the profiles which are this person now; the first is the root's own. */
  readonly names: readonly string[];
  readonly traits: JsonObject;
  readonly createdAt: number;
  /** messageIds, oldest first. */
  readonly events: readonly string[];
  readonly accounts: readonly string[];
};

export type Snapshot = {
  readonly people: readonly Person[];
  readonly merges: number;
  readonly conflicts: number;
  readonly suggestions: number;
};

const writeKey = 'cases';
const log = pino({ level: 'silent' });

/** A Rapport with a server source behind its real door, on a database that nobody else uses meanwhile. */
export class World {
  private constructor(
    private readonly databases: CaseDatabases,
    private readonly database: TestDatabase,
    private readonly nodes: readonly Node[],
  ) {}

  static async open(databases: CaseDatabases, policy: IdentityPolicy, nodes = 1): Promise<World> {
    const database = await databases.borrow();
    return new World(
      databases,
      database,
      await Promise.all(Array.from({ length: nodes }, () => Node.start(database, policy))),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.database.pool.query('drop function if exists break_off cascade');
    await this.databases.giveBack(this.database);
  }

  /** Sends the calls as one batch to the given node. Calls without any usable identifier are refused, as they should be. */
  async send(calls: readonly JsonObject[], node = 0): Promise<number> {
    return this.node(node).post({ batch: calls.map((call) => ({ messageId: randomUUID(), ...call })) });
  }

  /** A merge by hand of the people who have these names or identifier values. */
  async merge(first: string, second: string): Promise<void> {
    const { people } = await this.look();
    const [a, b] = [findPerson(people, first), findPerson(people, second)];
    if (a === undefined || b === undefined) throw new Error(`nobody is called ${a === undefined ? first : second}`);
    await this.node(0).house.identity.merge(a.publicId, b.publicId, 'admin:cases');
  }

  /** From now on the storage fails in the middle of every merge: the connection is gone. */
  async breakMerges(): Promise<void> {
    await this.database.pool.query(`
      create function break_off() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new; end $$;
      create trigger break_off before insert on merge execute function break_off()`);
  }

  async look(): Promise<Snapshot> {
    const { house } = this.node(0);
    const { rows } = await this.database.pool.query<LeafRow>(leafRows);
    const roots = [...new Set(rows.map((row) => row.root_id))];
    const records = await house.read.profiles.byLeafIds(roots);
    const accounts = await house.read.profiles.accounts(records.flatMap((record) => record ?? []));
    const people = roots.map((rootId, index): Person => {
      const leaves = rows.filter((row) => row.root_id === rootId);
      const record = records[index];
      if (record === null || record === undefined) throw new Error('a profile that cannot be read');
      const identifiers = leaves.flatMap((leaf) => leaf.identifiers ?? []);
      return {
        rootId,
        publicId: record.publicId,
        identifiers: withoutGuesses(identifiers).filter((one) => one.kind !== nameKind),
        names: identifiers.filter((one) => one.kind === nameKind).map((one) => nameIn(one.value)),
        traits: Object.fromEntries(Object.entries(record.traits).filter(([key]) => key !== typeTrait)),
        createdAt: record.firstSeen ?? record.createdAt,
        events: leaves.flatMap((leaf) => leaf.events ?? []).map(([messageId]) => messageId),
        accounts: (accounts.get(rootId) ?? []).map((one) => one.externalId),
      };
    });
    const counts = await this.database.pool.query<Counts>(
      `select (select count(*) from merge) as merges,
              (select count(*) from review where type = 'conflict') as conflicts,
              (select count(*) from review where type = 'suggestion') as suggestions`,
    );
    const { merges, conflicts, suggestions } = counts.rows[0] ?? { merges: 0, conflicts: 0, suggestions: 0 };
    return { people, merges, conflicts, suggestions };
  }

  /** When each event of a name happened to a person. */
  async timesOf(rootId: number, name: string): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ at: number }>(
      `select e.occurred_at as at from event e join event_name n on n.id = e.name_id join profile p on p.id = e.profile_id
       where p.root_id = $1 and n.name = $2 order by 1`,
      [rootId, name],
    );
    return rows.map((row) => row.at);
  }

  /** The identifier values that each event carried, by messageId. */
  async carried(): Promise<Map<string, string[]>> {
    const { rows } = await this.database.pool.query<{ message_id: string; identifiers: [string, string][] }>(
      'select message_id, identifiers from event',
    );
    return new Map(rows.map((row) => [row.message_id, row.identifiers.map(([, value]) => value)]));
  }

  private node(index: number): Node {
    const node = this.nodes[index % this.nodes.length];
    if (node === undefined) throw new Error('no node');
    return node;
  }
}

/** Somebody by the name that the case gave, or by the value of an identifier. */
export function findPerson(people: readonly Person[], name: string): Person | undefined {
  return (
    people.find((one) => one.names.includes(name)) ??
    people.find((one) => one.identifiers.some(({ kind, value }) => value === name || `${kind}:${value}` === name))
  );
}

type Counts = { merges: number; conflicts: number; suggestions: number };
type CarriedIdentifier = { kind: string; value: string; retired: boolean; carried: boolean };
type LeafRow = {
  id: number;
  root_id: number;
  identifiers: CarriedIdentifier[] | null;
  events: [messageId: string, at: string][] | null;
};

/** All profiles that have anything, the root's own leaf first. */
const leafRows = `select * from (
  select p.id, p.root_id,
    (select json_agg(json_build_object('kind', k.name, 'value', i.value, 'retired', i.retired, 'carried', exists (
         select from event e where e.identifiers @> jsonb_build_array(jsonb_build_array(k.name, i.value)))) order by i.first_seen)
       from identifier i join identifier_kind k on k.id = i.kind_id where i.profile_id = p.id) as identifiers,
    (select json_agg(json_build_array(e.message_id, e.occurred_at) order by e.occurred_at, e.id)
       from event e where e.profile_id = p.id and e.message_id not like '${ownMessages}%') as events
  from profile p) leaf
  where identifiers is not null or events is not null order by id <> root_id, id`;

/** An alias of somebody unknown is kept as a user id and as an anonymous id; what no event ever carried is not shown. */
function withoutGuesses(identifiers: readonly CarriedIdentifier[]): CarriedIdentifier[] {
  const isTwin = (one: CarriedIdentifier): boolean =>
    identifiers.some((other) => other.kind !== one.kind && other.value === one.value);
  return identifiers.filter((one) => one.carried || one.kind === 'user_id' || !isTwin(one));
}

class Node {
  private constructor(
    readonly house: House,
    private readonly server: http.Server,
  ) {}

  static async start(database: TestDatabase, policy: IdentityPolicy): Promise<Node> {
    const appDir = path.join(__dirname, '../../..');
    const settings = parseSettings({ RAPPORT_SCHEMA: database.schema }, { identity: policy }, appDir);
    const source = { ref: 'cases', name: 'Cases', writeKey, kind: 'server', enabled: true } as const;
    const house = createCore({
      settings: { ...settings, databaseUrl: database.url },
      appDir,
      process: 'cases',
      pool: database.pool,
      log,
      now: Date.now,
      plugins: [],
      loadSources: async () => [{ ...source, eventsPerSecondMax: null, identitySecret: null, secretProperties: [] }],
      auth: { authenticate: async () => null, byActor: async () => null, names: async () => new Map() },
      encryptionKey: 'cases',
      secrets: testSecrets,
    });
    const mounts = orderMounts(house.mounts);
    const server = http.createServer((request, response) => {
      const mount = matchMount(mounts, request.url ?? '/');
      if (mount === undefined) response.writeHead(404).end();
      else void mount.handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Node(house, server);
  }

  /** @returns the HTTP status; a call that names nobody is refused alone and does not count as a failure */
  async post(body: JsonObject): Promise<number> {
    const address = this.server.address();
    const port = isAddress(address) ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-write-key': writeKey },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const rejected = isJsonObject(answer) && Array.isArray(answer['rejected']) ? answer['rejected'] : [];
    const codes = rejected.map((one) => (isJsonObject(one) ? one['code'] : undefined));
    if (codes.some((code) => code !== 'identity_missing')) throw new Error(`refused: ${JSON.stringify(codes)}`);
    return response.status;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    await this.house.close();
  }
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
