import type { JsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import outreachPlugin from '../../plugins/outreach/server';
import { ConsentLog } from '../../plugins/outreach/server/consent/log';
import { outreach } from '../../plugins/outreach/server/house';
import { journeys } from '../../plugins/outreach/server/journeys';
import { MemorySources } from '../support/administration';
import { eventually } from '../support/eventually';
import { memoryChannel } from '../support/memory-channel';
import { eraseWhole } from '../support/privacy';
import { Product } from '../support/product';
import { actor, SegmentWorld } from '../support/segments-live';

const hour = 3_600_000;
const peopleMax = 4;
/** In the order in which the channel took them. */
const taken: { readonly id: string; readonly address: string }[] = [];
const plugins = [
  outreachPlugin,
  memoryChannel(({ id, address }) => {
    taken.push({ id, address });
    return { state: 'handed', providerId: null };
  }),
];
const mail = (next: string): JsonObject => ({
  ...{ kind: 'send', channel: 'email', template: 'hello', topic: 'news', next },
});
const steps = {
  hello: mail('ask'),
  ask: { kind: 'wait_for', any: [{ event: 'Yes', next: 'tips' }], timeout: { after: '1d', next: 'hello' } },
  tips: mail('night'),
  night: { kind: 'wait', for: '12h', next: 'end' },
  end: { kind: 'exit' },
};
const definition = {
  entry: { event: 'Began' },
  enters: 'once_at_a_time',
  exit: [{ event: 'Bye' }],
  start: 'hello',
  steps,
};
/** Without a step where somebody may stand, and with a new one. */
const { night: _, ...others } = steps;
const changed = { ...definition, steps: { ...others, tips: mail('last'), last: mail('end') } };

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(1, plugins);
  const { settings, channels } = outreach(world.house);
  await settings.change({ sandbox: false, publicUrl: world.product.url, policy: { quietHours: [], caps: [] } }, actor);
  await channels.create({ key: 'main', channel: 'memory', name: 'Main', settings: { token: 'x' } }, actor);
  await world.database.pool.query(
    `insert into topic (key, name, kind, basis, updated_at, updated_by)
     values ('news', '{"en":"News"}', 'marketing', 'opt_out', now(), 'test')`,
  );
  await world.database.pool.query(
    `with t as (
       insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
       values (gen_random_uuid(), 'hello', 'Hello', 'email', 'en', '{}', 1, now(), now(), 'test') returning id)
     insert into template_version (template_id, version, default_locale, content, at, actor)
     select id, 1, 'en', '{"en":{"text":"Hello"}}', now(), 'test' from t`,
  );
});
afterAll(() => world.stop());

const deed = fc.record({
  what: fc.constantFrom(
    ...(['began', 'began', 'yes', 'yes', 'bye', 'merge', 'unmerge', 'erase', 'withdraw'] as const),
    ...(['pause', 'resume', 'move', 'restart', 'later', 'later'] as const),
  ),
  who: fc.nat({ max: peopleMax - 1 }),
  other: fc.nat({ max: peopleMax - 1 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** One journey with people of its own, and a second node that comes and goes. */
class Round {
  /** Addresses to which nothing may go any more, and how much had gone then. */
  readonly closed = new Map<string, number>();
  private node: Product | null = null;

  constructor(
    private readonly mark: string,
    private readonly journeyId: string,
  ) {}

  private readonly address = (who: number): string => `p${who}-${this.mark}@example.org`;

  /** What cannot be done (merged already, erased, paused twice) is not done. */
  async do({ what, who, other }: Deed): Promise<void> {
    const { house } = world;
    const { commands } = journeys(house);
    const refused = (): null => null;
    switch (what) {
      case 'began':
      case 'yes':
      case 'bye':
        return this.tell(who, { began: 'Began', yes: 'Yes', bye: 'Bye' }[what]);
      case 'merge': {
        const [a, b] = await Promise.all([this.idOf(who), this.idOf(other)]);
        if (a !== null && b !== null) await house.identity.merge(a, b, actor, 'asked').catch(refused);
        return;
      }
      case 'unmerge':
        return this.unmerge();
      case 'erase':
        return this.erase(who);
      case 'withdraw':
        return this.withdraw(who);
      case 'pause':
      case 'resume':
        await commands[what](this.journeyId, actor).catch(refused);
        return;
      case 'move':
        await commands.change(this.journeyId, { definition: changed }, actor).catch(refused);
        await commands.publish(this.journeyId, actor).catch(refused);
        await commands.move(this.journeyId, false).catch(refused);
        return;
      case 'restart':
        return this.restart();
      case 'later':
        return world.pass(7 * hour);
    }
  }

  async stop(): Promise<void> {
    await this.node?.stop();
  }

  async tell(who: number, name: string): Promise<void> {
    await world.send({ ids: `user_id:p${who}-${this.mark} email:${this.address(who)}`, name });
  }

  private async restart(): Promise<void> {
    await this.stop();
    this.node = await Product.start(world.database, new MemorySources(), world.now, plugins);
    this.node.house.startWork();
  }

  private async idOf(who: number): Promise<string | null> {
    const { rows } = await world.database.pool.query<{ id: string }>(
      `select r.public_id as id from identifier i join profile p on p.id = i.profile_id join profile r on r.id = p.root_id
       where i.value = $1`,
      [`p${who}-${this.mark}`],
    );
    return rows[0]?.id ?? null;
  }

  private async unmerge(): Promise<void> {
    const { rows } = await world.database.pool.query<{ id: string }>(
      `select m.public_id as id from merge m join identifier i on i.profile_id = m.loser_leaf_id
       where m.undone_at is null and strpos(i.value, $1) > 0 order by m.id desc limit 1`,
      [this.mark],
    );
    if (rows[0] !== undefined) await world.house.identity.unmerge(rows[0].id, actor).catch(() => null);
  }

  private async erase(who: number): Promise<void> {
    const id = await this.idOf(who);
    if (id === null) return;
    const addresses = await this.addressesOf(id);
    await eraseWhole(world.house.privacy, id);
    await this.close(addresses);
  }

  private async withdraw(who: number): Promise<void> {
    const id = await this.idOf(who);
    const [profile] = id === null ? [] : await world.house.read.profiles.byPublicIds([id]);
    if (id === null || profile === null || profile === undefined) return;
    const said = { medium: 'email', address: null, topic: null, decision: 'denied', proof: 'verified' } as const;
    const entry = { ...said, at: world.now(), evidence: {}, key: null };
    await new ConsentLog(world.house).record(profile, entry);
    await this.close(await this.addressesOf(id));
  }

  /** What was on its way by then may arrive. */
  private async close(addresses: readonly string[]): Promise<void> {
    await eventually(async () => {
      const { rows } = await world.database.pool.query(`select from message where state = 'claimed' limit 1`);
      return rows.length === 0;
    });
    for (const address of addresses) if (!this.closed.has(address)) this.closed.set(address, timesTo(address));
  }

  private async addressesOf(rootId: string): Promise<string[]> {
    const { rows } = await world.database.pool.query<{ value: string }>(
      `select i.value from identifier i join profile p on p.id = i.profile_id join profile r on r.id = p.root_id
       where r.public_id = $1 and i.value like '%@%'`,
      [rootId],
    );
    return rows.map(({ value }) => value);
  }
}

const timesTo = (address: string): number => taken.filter((one) => one.address === address).length;

type Run = { readonly step: string; readonly isThere: boolean; readonly isDue: boolean };

/** Runs that go on. */
async function going(journeyId: string): Promise<Run[]> {
  const { rows } = await world.database.pool.query<Run>(
    `select e.step, v.definition->'steps' ? e.step as "isThere", e.due_at is not null as "isDue"
     from enrolment e join campaign c on c.id = e.campaign_id
     join campaign_version v on v.campaign_id = c.id and v.version = e.version
     where c.public_id = $1 and e.ended_at is null`,
    [journeyId],
  );
  return rows;
}

/** Messages of which it is not known yet what becomes of them. */
async function waiting(journeyId: string): Promise<number | undefined> {
  const { rows } = await world.database.pool.query<{ n: number }>(
    `select count(*) as n from message m join campaign c on c.id = m.campaign_id
     where c.public_id = $1 and m.state in ('planned', 'claimed', 'deferred', 'unknown')`,
    [journeyId],
  );
  return rows[0]?.n;
}

async function play(mark: string, deeds: readonly Deed[]): Promise<void> {
  const { commands } = journeys(world.house);
  const { publicId } = await commands.create({ key: mark, name: mark, definition }, actor);
  await commands.publish(publicId, actor);
  const round = new Round(mark, publicId);
  try {
    for (let who = 0; who < peopleMax; who++) await round.tell(who, 'Began');
    for (const one of deeds) await round.do(one);
    await round.do({ what: 'resume', who: 0, other: 0 });
    await world.settle();
    const runs = await going(publicId);
    expect(runs).toEqual(runs.map(({ step }) => ({ step, isThere: true, isDue: true })));
    // Whoever is left says goodbye: then nobody is in it, and nothing of it waits to be sent.
    for (let who = 0; who < peopleMax; who++) await round.tell(who, 'Bye');
    await eventually(async () => {
      await world.pass(hour);
      return (await going(publicId)).length === 0;
    }, 300);
    // One may be on its way when its run ends.
    await eventually(async () => (await waiting(publicId)) === 0);
  } finally {
    await round.stop();
  }
  const ids = taken.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [address, before] of round.closed) expect([address, timesTo(address)]).toEqual([address, before]);
}

test('whatever happens in whatever order: nobody gets one twice, nothing goes after a no or an erasure, no run is left behind', async () => {
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 20 }), async (deeds) => {
      rounds += 1;
      await play(`r${rounds}`, deeds);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(taken.length).toBeGreaterThan(rounds);
}, 120_000);
