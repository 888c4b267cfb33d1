import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { parsed, readEventNames, run, surroundingsOf, verdictsOf } from '../support/segments';
import { clock, dayLength, definition, person } from '../support/segments-arbitraries';
import { moments, settle, world } from '../support/segments-history';
import { isMember, type ReferencePerson } from '../support/segments-reference';
import type { Json } from '@rapport/sdk';
import {
  compileExplanation,
  type Explained,
  type ExplanationRow,
  readExplanation,
} from '../../plugins/segments/server/compile/compile';
import type { EventNames } from '../../plugins/segments/server/compile/event-names';

const peopleCount = 25;
const runs = { numRuns: Number(process.env['RAPPORT_SEGMENT_RUNS'] ?? 60) };

describe('the compiler and the reference', () => {
  let database: TestDatabase;
  let names: EventNames;
  const people = new Map<number, ReferencePerson>();

  beforeAll(async () => {
    database = await createTestDatabase(Date.parse('2025-11-01T00:00:00Z'));
    const drawn = fc.sample(person, { numRuns: peopleCount, seed: Number(process.env['RAPPORT_SEGMENT_SEED'] ?? 7) });
    for (const [number, one] of drawn.entries()) {
      const { root, reference } = await settle(database, one, number);
      people.set(root, reference);
    }
    names = await readEventNames(database.pool);
  });
  afterAll(() => database.drop());

  it('agree on random definitions, histories, merges and clocks; and nothing changes before flips_at', async () => {
    await fc.assert(
      fc.asyncProperty(
        definition,
        clock,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (one, now, chance) => {
          const roots = [...people.keys()];
          const ask = (scope: 'everyone' | { roots: number[] }) =>
            verdictsOf(database.pool, [one], surroundingsOf(scope, now, names, world));
          const [some, all] = [await ask({ roots }), await ask('everyone')];
          for (const [root, reference] of people) {
            const verdict = some.get(root)?.[0];
            const expected = isMember(one, reference, now, world);
            expect({ root, member: verdict?.member }).toEqual({ root, member: expected });
            // Those whom the build leaves out are no members, and time alone does not change it.
            const built = all.get(root)?.[0] ?? { member: false, flipsAt: null };
            expect({ root, ...built }).toEqual({ root, ...verdict });
            const end = verdict?.flipsAt ?? now + 400 * dayLength;
            if (verdict?.flipsAt !== null) expect(end).toBeGreaterThan(now);
            for (const moment of moments(one, reference, now, end, chance)) {
              const later = isMember(one, reference, moment, world);
              expect({ root, at: new Date(moment).toISOString(), member: later }).toEqual({
                root,
                at: new Date(moment).toISOString(),
                member: expected,
              });
            }
          }
        },
      ),
      runs,
    );
  }, 400_000);

  it('say the same of each condition of an explanation', async () => {
    const [root, reference] = [...people].at(-1) ?? [];
    if (root === undefined || reference === undefined) throw new Error('nobody is there');
    await fc.assert(
      fc.asyncProperty(definition, clock, async (one, now) => {
        const node = parsed(one);
        const statement = compileExplanation(node, surroundingsOf({ roots: [root] }, now, names, world));
        const [row] = await run<ExplanationRow>(database.pool, statement);
        if (row === undefined) throw new Error('no explanation');
        const whole = readExplanation(node, row);
        expect(whole.member).toBe(isMember(one, reference, now, world));
        for (const each of conditionsIn(whole))
          expect(each).toEqual({ ...each, truth: isMember(each.condition, reference, now, world) });
      }),
      { numRuns: 15 },
    );
  });
});

type Truth = { readonly path: string; readonly condition: Json; readonly truth: boolean };

function conditionsIn({ node, path, member, children }: Explained): Truth[] {
  if ('condition' in node) return [{ path, condition: node.json, truth: member }];
  return children.flatMap(conditionsIn);
}
