import { type Json, type JsonObject, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import outreachPlugin from '../../../plugins/outreach/server';
import { outreach } from '../../../plugins/outreach/server/house';
import { journeys } from '../../../plugins/outreach/server/journeys';
import { runState } from '../../../plugins/outreach/domain/journey/state';
import { eventually } from '../../support/eventually';
import { memoryChannel } from '../../support/memory-channel';
import { actor, SegmentWorld } from '../../support/segments-live';
import type { Seen, Stage } from './stage';
import type { CaseSegment } from './translate';

const writeKey = 'CASES';
const nothing = z.object({ properties: z.record(z.string(), z.json()) }).nullable();
const spokenOf = z.object({ first: nothing, latest: nothing });

type MessageRow = {
  readonly id: string;
  readonly step: string;
  readonly visit: number;
  readonly state: string;
  readonly reason: string | null;
  readonly at: Date | null;
  readonly context: unknown;
};

/**
 * A Rapport in a schema of its own, from the door to a channel that keeps what it was handed, with all its workers. Its clock stands
 * still, so that what it did when can be compared with what the pure functions say.
 */
export class HouseStage implements Stage {
  private calls = 0;
  private readonly known = new Set<string>();

  private constructor(
    private readonly world: SegmentWorld,
    private readonly definition: Json,
    private readonly segments: ReadonlyMap<string, CaseSegment>,
    private readonly taken: readonly string[],
  ) {}

  /** The journey runs, unless it is refused. */
  static async open(definition: Json, segments: ReadonlyMap<string, CaseSegment>, begin: number): Promise<HouseStage> {
    const taken: string[] = [];
    const channel = memoryChannel(({ id }) => {
      taken.push(id);
      return { state: 'handed', providerId: null };
    });
    const world = await SegmentWorld.start(1, [outreachPlugin, channel], writeKey, () => begin);
    const stage = new HouseStage(world, definition, segments, taken);
    try {
      await stage.furnish();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.world.stop();
  }

  get now(): number {
    return this.world.now();
  }

  async publish(): Promise<void> {
    for (const [key, { trait, value }] of this.segments) await this.world.define(key, { trait, op: 'eq', value });
    const { commands } = journeys(this.world.house);
    const { publicId } = await commands.create({ key: 'case', name: 'Case', definition: this.definition }, actor);
    await commands.publish(publicId, actor);
    await this.quiet();
  }

  async refuses(): Promise<boolean> {
    try {
      await this.publish();
      return false;
    } catch (error) {
      if (error instanceof RapportError && error.code === 'journey_invalid') return true;
      throw error;
    }
  }

  async moveTo(time: number): Promise<void> {
    for (let due = await this.nextDue(time); due !== null; due = await this.nextDue(time)) {
      await this.world.pass(due - this.now);
      await this.quiet();
    }
    await this.world.pass(Math.max(0, time - this.now));
    await this.quiet();
  }

  async event(user: string, event: string, properties: JsonObject): Promise<void> {
    await this.call(user, { type: 'track', event, properties });
  }

  async traits(user: string, traits: JsonObject): Promise<void> {
    await this.call(user, { type: 'identify', traits });
  }

  async turn(user: string, segment: string, isIn: boolean): Promise<void> {
    const { trait, value } = this.segments.get(segment) ?? {};
    if (trait === undefined || value === undefined) throw new Error(`the case has no segment ${segment}`);
    await this.traits(user, { [trait]: isIn ? value : null });
  }

  async seen(user: string): Promise<Seen> {
    const messages = await this.messages(user);
    const { rows } = await this.world.database.pool.query<{ state: unknown }>(
      `select e.state from enrolment e join identifier i on i.profile_id = e.profile_id where i.value = $1 order by e.id`,
      [userId(user)],
    );
    return {
      messages: messages.flatMap(({ step, visit, state, at, context }) => {
        if (state !== 'handed') return [];
        const { first, latest } = spokenOf.parse(context);
        const spoken = { first: first?.properties ?? null, latest: latest?.properties ?? null };
        return [{ step, visit, at: Number(at), ...spoken }];
      }),
      runs: rows.map((row) => {
        const { key, step, until, ended } = runState.parse(row.state);
        return { key, step, until, ended };
      }),
    };
  }

  /** Messages that went otherwise than to the channel, once each. */
  async strayed(user: string): Promise<string[]> {
    return (await this.messages(user)).flatMap(({ id, step, state, reason }) => {
      const times = this.taken.filter((one) => one === id).length;
      return times === (state === 'handed' ? 1 : 0) && ['handed', 'cancelled'].includes(state)
        ? []
        : [`the message of ${step} is ${state} ${reason ?? ''} and was handed over ${times} times`];
    });
  }

  private async messages(user: string): Promise<MessageRow[]> {
    const { rows } = await this.world.database.pool.query<MessageRow>(
      `select m.public_id as id, m.step, m.visit, m.state, coalesce(m.code, m.reasons[1]) as reason, m.handed_at as at, m.context
       from message m join identifier i on i.profile_id = m.profile_id where i.value = $1 order by m.handed_at, m.id`,
      [userId(user)],
    );
    return rows;
  }

  /** What journeys name: a topic for which nobody has to be asked, since cases speak of no consent. */
  private async furnish(): Promise<void> {
    const { house, database } = this.world;
    const { settings, channels } = outreach(house);
    await settings.change({ sandbox: false, publicUrl: 'http://127.0.0.1:9' }, actor);
    const fields = { key: 'main', channel: 'memory', name: 'Main', settings: { token: 'x' } };
    await channels.create(fields, actor);
    await database.pool.query(
      `insert into topic (key, name, kind, basis, updated_at, updated_by)
       values ('topic', '{"en":"Topic"}', 'transactional', 'opt_in', now(), 'cases')`,
    );
    await database.pool.query(
      `with t as (
         insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
         values (gen_random_uuid(), 'message', 'Message', 'email', 'en', '{}', 1, now(), now(), 'cases') returning id)
       insert into template_version (template_id, version, default_locale, content, at, actor)
       select id, 1, 'en', '{"en":{"text":"Hello"}}', now(), 'cases' from t`,
    );
  }

  private async call(user: string, call: JsonObject): Promise<void> {
    const isKnown = this.known.has(user);
    this.known.add(user);
    const email = `${userId(user)}@example.org`;
    const calls = [...(isKnown ? [] : [{ type: 'identify', traits: { email } }]), call];
    const timestamp = new Date(this.now).toISOString();
    // Of two at the same time the one with the greater id is the later one.
    const batch = calls.map((one) => {
      this.calls += 1;
      return { ...one, userId: userId(user), timestamp, messageId: `case-${String(this.calls).padStart(4, '0')}` };
    });
    const { status, codes } = await this.world.product.send(writeKey, ...batch);
    if (status !== 200 || codes.length > 0) throw new Error(`the door refused an event: ${status} ${codes.join(' ')}`);
    await this.quiet();
  }

  /** Until nothing is left to do at the clock of now: segments, journeys, messages, and what those became. */
  private async quiet(): Promise<void> {
    await this.world.settle();
    await eventually(async () => {
      this.world.house.wake();
      const { rows } = await this.world.database.pool.query<{ n: number }>(
        `select (select count(*) from message where due_at <= to_timestamp($1::float8 / 1000) or state = 'claimed'
             or enrolment_id is not null and ended_at is not null and told_at is null)
           + (select count(*) from enrolment where due_at <= to_timestamp($1::float8 / 1000) and ended_at is null)
           + (select count(*) from journey_start where due_at <= to_timestamp($1::float8 / 1000))
           + (select count(*) from work)
           + (select count(*) from commit_log where position is null
             or position > coalesce((select position from journey_feed), 0)) as n`,
        [this.now],
      );
      return rows[0]?.n === 0;
    });
  }

  /** The next moment until then at which time alone does something. */
  private async nextDue(until: number): Promise<number | null> {
    const { rows } = await this.world.database.pool.query<{ at: number | null }>(
      `select (extract(epoch from min(at)) * 1000)::float8 as at from (
         select due_at as at from message union all select due_at from enrolment where ended_at is null
         union all select due_at from journey_start union all select flips_at from membership) due
       where at > to_timestamp($1::float8 / 1000) and at <= to_timestamp($2::float8 / 1000)`,
      [this.now, until],
    );
    return rows[0]?.at ?? null;
  }
}

const userId = (user: string): string => `customer-${user === '' ? 'only' : user}`;
