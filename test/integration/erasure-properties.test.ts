import fc from 'fast-check';
import { defaultPolicy } from '../../src/domain/identity/policy';
import type { HandIdentityCommands } from '../../src/identity/commands';
import { confirmationOf } from '../../src/privacy/erasure';
import { anyCalls } from '../support/calls';
import { type Call, parseIdentifier } from '../support/people';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { commandsFor } from '../support/identity-by-hand';
import { createTestIngest, type TestEvent, type TestIngest } from '../support/ingest';
import { createTestPrivacy, rowsWith } from '../support/privacy';
import { long } from '../support/long';

const runs = { numRuns: long ? 40 : 20, seed: 20261122 };
const actor = 'admin:1';

let database: TestDatabase;
let ingest: TestIngest;
let commands: HandIdentityCommands;
beforeAll(async () => {
  database = await createTestDatabase();
  ingest = createTestIngest(database);
  commands = commandsFor(database, defaultPolicy);
});
afterAll(() => database.drop());

let cases = 0;
type Leaf = {
  id: number;
  root: number;
  publicId: string;
  traits: unknown;
  identifiers: [kind: string, value: string][] | null;
  secrets: string[] | null;
};

/** What people did by hand in between: merge any two, undo the newest merge, give an identifier a profile of its own. */
type Deed = { readonly what: 'merge' | 'undo' | 'separate'; readonly i: number; readonly j: number };
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ what: fc.constantFrom('merge', 'undo', 'separate'), i: fc.nat(20), j: fc.nat(20) }),
  { maxLength: 4 },
);

test('after any history nothing of the erased person is found anywhere, and the others are as they were', async () => {
  await fc.assert(
    fc.asyncProperty(anyCalls, anyCalls, deeds, fc.nat(), async (before, after, byHand, chosen) => {
      const mark = `-case${++cases}x`;
      await ingest.send(...before.map((call, index) => toEvent(call, mark, `before${index}`)));
      for (const deed of byHand) await doByHand(deed, mark);
      await ingest.send(...after.map((call, index) => toEvent(call, mark, `after${index}`)));

      const leaves = await leavesOf(mark);
      const victim = leaves[chosen % leaves.length];
      if (victim === undefined) return;
      const mine = leaves.filter((leaf) => leaf.root === victim.root);
      const others = leaves.filter((leaf) => leaf.root !== victim.root);
      const root = mine.find((leaf) => leaf.id === leaf.root);
      const profileId = root?.publicId ?? '';
      const { finishedAt } = await createTestPrivacy(database).erase(profileId, confirmationOf({ profileId }), actor);

      expect(finishedAt).not.toBeNull();
      const values = mine.flatMap((leaf) => [
        ...(leaf.identifiers ?? []).map(([, value]) => value),
        ...(leaf.secrets ?? []),
      ]);
      // The same text may be another's identifier of another kind (an alias claims `u3` as a device, a server as a user id).
      const theirs = new Set(others.flatMap((leaf) => (leaf.identifiers ?? []).map(([, value]) => value)));
      for (const value of values.filter((one) => !theirs.has(one)))
        expect(await rowsWith(database, `"${value}"`)).toEqual([]);
      for (const { publicId } of mine) {
        const named = await rowsWith(database, publicId);
        expect(named.filter((row) => !/^(?:audit|erasure|erased_profile): /.test(row))).toEqual([]);
      }
      expect(await leavesOf(mark)).toEqual(others);
    }),
    runs,
  );
}, 240_000);

async function leavesOf(mark: string): Promise<Leaf[]> {
  const { rows } = await database.pool.query<Leaf>(
    `select p.id, p.root_id as root, p.public_id as "publicId", p.traits,
       (select json_agg(json_build_array(k.name, i.value) order by k.name, i.value) from identifier i
          join identifier_kind k on k.id = i.kind_id where i.profile_id = p.id) as identifiers,
       (select json_agg(e.properties ->> 'secret' order by e.id) from event e where e.profile_id = p.id) as secrets
     from profile p where exists (select from identifier i where i.profile_id = p.id and strpos(i.value, $1) > 0)
       or exists (select from event e where e.profile_id = p.id and strpos(e.message_id, $1) > 0) order by p.id`,
    [mark],
  );
  return rows;
}

/** What cannot be done (a limit, an identifier that is the last) is not done. */
async function doByHand({ what, i, j }: Deed, mark: string): Promise<void> {
  const leaves = await leavesOf(mark);
  const roots = leaves.filter((leaf) => leaf.id === leaf.root);
  const [a, b] = [roots[i % roots.length], roots[j % roots.length]];
  const refused = (): null => null;
  if (what === 'merge' && a !== undefined && b !== undefined) {
    await commands.merge(a.publicId, b.publicId, actor, `asked by${mark}`).catch(refused);
  } else if (what === 'undo') {
    const { rows } = await database.pool.query<{ id: string }>(
      'select public_id as id from merge where undone_at is null and winner_id = any($1::bigint[]) order by id desc limit 1',
      [leaves.map((leaf) => leaf.id)],
    );
    if (rows[0] !== undefined) await commands.unmerge(rows[0].id, actor).catch(refused);
  } else if (what === 'separate') {
    const identifiers = leaves.flatMap((leaf) => leaf.identifiers ?? []);
    const [kind, value] = identifiers[i % identifiers.length] ?? [];
    if (kind !== undefined && value !== undefined) await commands.separate({ kind, value }, actor).catch(refused);
  }
}

/** Every event says something that only its own person may keep; events of browsers say what they typed, too. */
function toEvent({ ids, previousId, traits, at, trust }: Call, mark: string, name: string): TestEvent {
  const marked = ids.split(' ').map((id) => {
    const { kind, value, trust: claim } = parseIdentifier(id);
    return `${kind}:${value}${mark}${claim === 'claimed' ? '?' : ''}`;
  });
  return {
    ids: marked.join(' '),
    type: previousId === undefined ? 'identify' : 'alias',
    name: '',
    messageId: `${name}${mark}`,
    properties: { secret: `secret-${name}${mark}` },
    ...(at === undefined ? {} : { occurredAt: at }),
    ...(trust === undefined ? {} : { trust }),
    ...(previousId === undefined ? {} : { previousId: `${previousId}${mark}` }),
    traits: traits ?? null,
  };
}
