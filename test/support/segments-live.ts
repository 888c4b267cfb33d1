import { retrying } from '../../src/postgres/retry';
import type { Json, JsonObject, RapportPlugin } from '@rapport/sdk';
import { live } from '../../plugins/segments/server/live';
import type { SegmentRow } from '../../plugins/segments/server/stores/segments';
import { readSegments } from '../../plugins/segments/server/stores/segments';
import type { House } from '../../src/core';
import { MemorySources } from './administration';
import { computedByKeys } from '../../plugins/segments/server/stores/computed';
import { testSource } from './door';
import { createTestDatabase, type TestDatabase } from './database';
import { eventually } from './eventually';
import { createTestIngest, type TestEvent, type TestIngest } from './ingest';
import { Product } from './product';
import { computedValue, isMember, type ReferencePerson } from './segments-reference';

export const actor = 'admin:1';

/** Some nodes of the product over one database, with their workers, and a clock that is moved. */
export class SegmentWorld {
  private offset = 0;
  private readonly products: Product[] = [];
  private readonly ingest: TestIngest;

  private constructor(
    readonly database: TestDatabase,
    private readonly clock: () => number = Date.now,
  ) {
    this.ingest = createTestIngest(database);
  }

  /**
   * @param writeKey of a source that sends by the door
   * @param clock what it says is where time is moved from; one that stands still makes the world's stand still between moves
   */
  static async start(
    nodes = 1,
    others: readonly RapportPlugin[] = [],
    writeKey?: string,
    clock?: () => number,
  ): Promise<SegmentWorld> {
    const sources = writeKey === undefined ? [] : [testSource({ writeKey })];
    const world = new SegmentWorld(await createTestDatabase(), clock);
    for (let node = 0; node < nodes; node++) {
      const product = await Product.start(world.database, new MemorySources(sources), world.now, others);
      product.house.startWork();
      world.products.push(product);
    }
    return world;
  }

  /** Over a database whose work is done by processes of their own. */
  static async beside(database: TestDatabase): Promise<SegmentWorld> {
    const world = new SegmentWorld(database);
    world.products.push(await Product.start(database, new MemorySources(), world.now));
    return world;
  }

  readonly now = (): number => this.clock() + this.offset;

  /** By so many milliseconds the clock was moved. */
  get moved(): number {
    return this.offset;
  }

  get product(): Product {
    const [product] = this.products;
    if (product === undefined) throw new Error('no node');
    return product;
  }

  get house(): House {
    return this.product.house;
  }

  get commands() {
    return live(this.house).commands;
  }

  /** Nobody, and no segments; the nodes go on. */
  async reset(): Promise<void> {
    await this.settle();
    // Loops of the nodes look at the tables in other orders.
    await retrying(() =>
      this.database.pool.query(
        `truncate profile, merged_profile, identifier, event, merge, never_merge, review, profile_activity, profile_search, work,
         segment, segment_version, segment_build, segment_delta, segment_hour, membership, membership_build, transition,
         list_member, evaluation_due, segment_webhook,
         computed_trait, computed_version, computed_value`,
      ),
    );
    await this.database.pool.query('update segment_generation set generation = generation + 1');
  }

  async stop(): Promise<void> {
    for (const product of this.products) await product.stop();
    await this.database.drop();
  }

  /** Time goes on by so many milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    this.offset += milliseconds;
    this.house.wake();
    await this.settle();
  }

  async send(...events: readonly TestEvent[]): Promise<void> {
    await this.ingest.send(...events.map((event) => ({ occurredAt: this.now(), ...event })));
    this.house.wake();
  }

  async define(key: string, definition: Json): Promise<SegmentRow> {
    const { publicId } = await this.commands.create(
      { key, name: key, description: '', kind: 'rule', definition },
      actor,
    );
    await this.commands.publish(publicId, actor);
    await this.settle();
    return this.segment(key);
  }

  async segment(key: string): Promise<SegmentRow> {
    const found = (await readSegments(this.house.database)).find((one) => one.key === key);
    if (found === undefined) throw new Error(`no segment ${key}`);
    return found;
  }

  /** Until nothing is left to do at the clock of now. */
  async settle(): Promise<void> {
    await eventually(async () => {
      this.house.wake();
      const { rows } = await this.database.pool.query<{ n: number }>(
        `select (select count(*) from work) + (select count(*) from evaluation_due)
           + (select count(*) from segment_build where stage in ('waiting', 'scanning', 'swapping'))
           + (select count(*) from computed_trait where built_version < version)
           + (select count(*) from computed_value where flips_at <= to_timestamp($1::float8 / 1000))
           + (select count(*) from membership where flips_at <= to_timestamp($1::float8 / 1000)) as n`,
        [this.now()],
      );
      return rows[0]?.n === 0;
      // Processes that were killed come back in seconds, on a busy machine in many.
    }, 6_000);
  }

  /** User ids of the members. */
  async members(key: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ users: string }>(
      `select string_agg(i.value, '+' order by i.value) as users
       from membership m join segment s on s.id = m.segment_id join profile l on l.root_id = m.profile_id
       join identifier i on i.profile_id = l.id join identifier_kind k on k.id = i.kind_id and k.name = 'user_id'
       where s.key = $1 and m.member group by m.profile_id order by 1`,
      [key],
    );
    return rows.map((row) => row.users);
  }

  /** `+ event` (entered) or `- time` (left), in order. */
  async transitions(key: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ line: string }>(
      `select case when t.entered then '+ ' else '- ' end || t.cause as line
       from transition t join segment s on s.id = t.segment_id where s.key = $1 order by t.id`,
      [key],
    );
    return rows.map((row) => row.line);
  }

  /** What must hold at any time: entries and exits take turns for each member, and their sum is the size. */
  async expectSums(): Promise<void> {
    const { rows } = await this.database.pool.query<{ wrong: string }>(
      `with turns as (
         select segment_id, profile_id, entered, lag(entered) over (partition by segment_id, profile_id order by id) as before
         from transition),
       sums as (select segment_id, profile_id, sum(case when entered then 1 else -1 end) as n from transition group by 1, 2)
       select 'twice ' || segment_id || ' ' || profile_id as wrong from turns where entered is not distinct from coalesce(before, false)
       union all
       select 'sum ' || segment_id || ' ' || profile_id from sums full join (select * from membership where member) m
         using (segment_id, profile_id) where coalesce(sums.n, 0) <> case when m.member then 1 else 0 end`,
    );
    expect(rows).toEqual([]);
    for (const segment of await readSegments(this.house.database)) {
      const { rows: counted } = await this.database.pool.query<{ n: number }>(
        'select count(*) as n from membership where segment_id = $1 and member',
        [segment.id],
      );
      expect({ key: segment.key, size: segment.size }).toEqual({ key: segment.key, size: counted[0]?.n });
    }
  }

  /** The plain reference says of everybody what membership says. */
  async expectReference(definitions: Readonly<Record<string, JsonObject>>): Promise<void> {
    const people = await this.people();
    const { rows } = await this.database.pool.query<{ key: string; root: number }>(
      'select s.key, m.profile_id as root from membership m join segment s on s.id = m.segment_id where m.member',
    );
    const now = this.now();
    const reference = { zone: 'UTC', segments: definitions, computed: {} };
    for (const [key, definition] of Object.entries(definitions)) {
      const expected = [...people]
        .filter(([, person]) => isMember(definition, person, now, reference))
        .map(([root]) => root);
      const members = rows.filter((row) => row.key === key).map((row) => row.root);
      expect({ key, members: members.sort((a, b) => a - b) }).toEqual({ key, members: expected.sort((a, b) => a - b) });
    }
  }

  /** The plain reference says of everybody's computed traits what was written of them. */
  async expectValues(
    computed: Readonly<Record<string, JsonObject>>,
    segments: Readonly<Record<string, JsonObject>> = {},
  ): Promise<void> {
    const { rows } = await this.database.pool.query<{ key: string; root: number; value: Json }>(
      `select t.key, v.profile_id as root, v.value from computed_value v join computed_trait t on t.id = v.computed_id
       where v.value is not null`,
    );
    const world = { zone: 'UTC', segments, computed };
    const expected = [...(await this.people())].flatMap(([root, person]) =>
      Object.keys(computed).flatMap((key) => {
        const value = computedValue(key, { person, now: this.now(), world });
        return value === undefined || value === null ? [] : [{ key, root, value }];
      }),
    );
    const sorted = (list: readonly { key: string; root: number; value: unknown }[]) =>
      list.map((one) => JSON.stringify([one.key, one.root, one.value])).sort();
    expect(sorted(rows)).toEqual(sorted(expected));
  }

  /** Computed traits, published. */
  async compute(definitions: Readonly<Record<string, Json>>): Promise<void> {
    const { computed } = live(this.house);
    for (const [key, definition] of Object.entries(definitions)) {
      const [known] = await computedByKeys(this.house.database, [key]);
      if (known === undefined) await computed.create({ key, name: key, description: '', definition }, actor);
      else await computed.change(key, { definition }, actor);
      await computed.publish(key, actor);
    }
    await this.settle();
  }

  private async people(): Promise<Map<number, ReferencePerson>> {
    const { pool } = this.database;
    const roots = await pool.query<{ id: number }>('select id from profile where root_id = id');
    const profiles = await this.house.read.profiles.byLeafIds(roots.rows.map((row) => row.id));
    const events = await pool.query<ReferencePerson['events'][number] & { root: number }>(
      `select p.root_id as root, e.id, (array['identify','track','page','screen','group','alias'])[e.type + 1] as type, n.name,
         e.occurred_at as at, e.properties, e.context
       from event e join event_name n on n.id = e.name_id join profile p on p.id = e.profile_id`,
    );
    return new Map(
      profiles.flatMap((profile) => {
        if (profile === null) return [];
        const { publicId, createdAt, traits, rootId } = profile;
        const history = events.rows.filter((event) => event.root === rootId);
        return [[rootId, { publicId, createdAt, traits, events: history, conversations: [] }] as const];
      }),
    );
  }
}
