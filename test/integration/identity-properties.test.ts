import fc from 'fast-check';
import type { Json, JsonObject } from '@rapport/sdk';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { foldTraits } from '../../src/domain/trait';
import type { HandIdentityCommands } from '../../src/identity/commands';
import { createReadModels } from '../../src/store/read-models';
import { componentsOf, harmlessCalls, reordered, valueOf } from '../support/calls';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { commandsFor } from '../support/identity-by-hand';
import { createTestIngest, type TestEvent, type TestIngest } from '../support/ingest';
import { type Call, parseIdentifier } from '../support/people';

const runs = { numRuns: 15 };

/** Properties share one schema: each run has names of its own, marked by its number. */
describe('identity in a real database, whatever the order', () => {
  let database: TestDatabase;
  let nodes: readonly [TestIngest, TestIngest];
  let commands: HandIdentityCommands;
  let marks = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    nodes = [createTestIngest(database), createTestIngest(database)];
    commands = commandsFor(database, defaultPolicy);
  });
  afterAll(() => database.drop());

  const newMark = (): string => `.${++marks}`;

  async function sendInOrder(ingest: TestIngest, batches: readonly (readonly Call[])[], mark: string): Promise<void> {
    for (const batch of batches) await ingest.send(...batch.map((call) => toTestEvent(call, mark)));
  }

  /** Everybody with this mark: identifiers, folded traits, events; sorted, without ids. */
  async function people(mark: string): Promise<Person[]> {
    const { rows } = await database.pool.query<Row>(
      `select p.root_id,
         (select json_agg(json_build_array(k.name, i.value, i.verified, i.retired) order by k.name, i.value)
            from identifier i join identifier_kind k on k.id = i.kind_id where i.profile_id = p.id) as identifiers,
         (select json_agg(e.message_id order by e.message_id) from event e where e.profile_id = p.id) as events
       from profile p where exists (select from event e where e.profile_id = p.id and e.message_id like '%' || $1)`,
      [mark],
    );
    const read = createReadModels(database.pool, (leaves) => {
      const { values, origins } = foldTraits(
        leaves.map((leaf) => ({ values: leaf.traits, origins: leaf.origins })),
        defaultPolicy.traits,
      );
      return { traits: values, origins };
    });
    const roots = [...new Set(rows.map((row) => row.root_id))];
    const records = await read.profiles.byLeafIds(roots);
    const list = roots.map((rootId, index): Person => {
      const leaves = rows.filter((row) => row.root_id === rootId);
      const identifiers = leaves.flatMap((leaf) => leaf.identifiers ?? []);
      return {
        publicId: records[index]?.publicId ?? '',
        ids: [...new Set(identifiers.map(([, value]) => value.replace(mark, '')))].sort(),
        identifiers: identifiers.map(String).sort(),
        events: leaves.flatMap((leaf) => leaf.events ?? []).sort(),
        traits: sortKeys(records[index]?.traits ?? {}),
      };
    });
    return list.sort((a, b) => (String(a.ids) < String(b.ids) ? -1 : 1));
  }

  const partition = (list: readonly Person[]) => list.map((one) => one.ids);
  const components = (calls: readonly Call[]): string[][] =>
    componentsOf(calls)
      .map((one) => one.map(valueOf).sort())
      .sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const twoOrders = harmlessCalls
    .filter((calls) => calls.length > 0)
    .chain((calls) => fc.tuple(fc.constant(calls), reordered(calls)));

  it('any order in any batches gives the same people and the same traits', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([calls, batches]) => {
        const [first, second] = [newMark(), newMark()];
        await sendInOrder(nodes[0], [calls], first);
        await sendInOrder(nodes[0], batches, second);
        const [one, other] = [await people(first), await people(second)];
        expect(partition(one)).toEqual(components(calls));
        expect(partition(other)).toEqual(components(calls));
        expect(other.map((person) => person.traits)).toEqual(one.map((person) => person.traits));
      }),
      runs,
    );
  }, 120_000);

  it('two nodes at once give the same people and the same traits as one alone', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([calls, batches]) => {
        const [first, second] = [newMark(), newMark()];
        await sendInOrder(nodes[0], [calls], first);
        const half = Math.ceil(batches.length / 2);
        await Promise.all([
          sendInOrder(nodes[0], batches.slice(0, half), second),
          sendInOrder(nodes[1], batches.slice(half), second),
        ]);
        const [one, other] = [await people(first), await people(second)];
        expect(partition(other)).toEqual(components(calls));
        expect(other.map((person) => person.traits)).toEqual(one.map((person) => person.traits));
        expect(other.flatMap((person) => person.events)).toHaveLength(calls.length);
      }),
      runs,
    );
  }, 120_000);

  it('all requests of two nodes at once, too', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([calls]) => {
        const mark = newMark();
        await Promise.all(calls.map((call, index) => sendInOrder(nodes[index % 2 === 0 ? 0 : 1], [[call]], mark)));
        expect(partition(await people(mark))).toEqual(components(calls));
      }),
      runs,
    );
  }, 120_000);

  it('merging by hand and undoing it leaves everything as it was', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, fc.nat(), fc.nat(), async ([, batches], i, j) => {
        const mark = newMark();
        await sendInOrder(nodes[0], batches, mark);
        const before = await people(mark);
        const [a, b] = [before[i % before.length], before[j % before.length]];
        if (a === undefined || b === undefined || a === b) return;
        const { mergeId } = await commands.merge(a.publicId, b.publicId, 'admin:1');
        expect(await people(mark)).toHaveLength(before.length - 1);
        await commands.unmerge(mergeId, 'admin:1');
        expect(await people(mark)).toEqual(before);
      }),
      runs,
    );
  }, 120_000);

  it('undoing the merge that an event made leaves everything but that event as it was, and it is not made again', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, fc.nat(), fc.nat(), async ([, batches], i, j) => {
        const mark = newMark();
        await sendInOrder(nodes[0], batches, mark);
        const before = await people(mark);
        const [a, b] = [before[i % before.length], before[j % before.length]];
        const evidence = a === undefined || b === undefined ? undefined : meeting(a, b);
        if (evidence === undefined) return;
        await nodes[0].send({ ...evidence, messageId: `meeting${mark}` });
        expect(await people(mark)).toHaveLength(before.length - 1);
        const { rows } = await database.pool.query<{ public_id: string }>(
          `select public_id from merge where undone_at is null order by id desc limit 1`,
        );
        await commands.unmerge(rows[0]?.public_id ?? '', 'admin:1');
        const isNew = (messageId: string): boolean => messageId.startsWith('meeting');
        const without = (list: readonly Person[]): Person[] =>
          list.map((one) => ({ ...one, publicId: '', events: one.events.filter((messageId) => !isNew(messageId)) }));
        expect(without(await people(mark))).toEqual(without(before));
        await nodes[1].send({ ...evidence, messageId: `meeting-again${mark}` });
        expect(without(await people(mark))).toEqual(without(before));
      }),
      runs,
    );
  }, 120_000);
});

type Row = {
  root_id: number;
  identifiers: [kind: string, value: string, verified: boolean, retired: boolean][] | null;
  events: string[] | null;
};
type Person = {
  readonly publicId: string;
  readonly ids: readonly string[];
  readonly identifiers: readonly string[];
  readonly events: readonly string[];
  readonly traits: JsonObject;
};

/** An event that names both; of two people with a user id only an alias may. */
function meeting(a: Person, b: Person): TestEvent | undefined {
  if (a === b) return undefined;
  const activeUser = (one: Person): string | undefined =>
    one.identifiers.find((id) => id.startsWith('user_id,') && id.endsWith('false'))?.split(',')[1];
  const anyOf = (one: Person): string => (one.identifiers[0] ?? '').split(',').slice(0, 2).join(':');
  const [userOfA, userOfB] = [activeUser(a), activeUser(b)];
  if (userOfA === undefined || userOfB === undefined) return { ids: `${anyOf(a)} ${anyOf(b)}` };
  return { ids: `user_id:${userOfA}`, type: 'alias', name: '', previousId: userOfB };
}

function toTestEvent({ ids, previousId, traits, at, messageId }: Call, mark: string): TestEvent {
  const marked = ids.split(' ').map((id) => {
    const { kind, value } = parseIdentifier(id);
    return `${kind}:${value}${mark}`;
  });
  return {
    ids: marked.join(' '),
    type: 'identify',
    name: '',
    messageId: `${messageId ?? ''}${mark}`,
    ...(at === undefined ? {} : { occurredAt: at }),
    ...(previousId === undefined ? {} : { previousId: `${previousId}${mark}` }),
    traits: traits ?? null,
  };
}

function sortKeys(traits: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(traits).sort(([a], [b]): number => (a < b ? -1 : 1)) satisfies [string, Json][],
  );
}
