import fc from 'fast-check';
import { anyCalls, componentsOf, harmlessCalls, reordered, valueOf } from '../../../test/support/calls';
import { type Call, People } from '../../../test/support/people';
import { identifierKey } from './graph';
import { defaultPolicy, type IdentityPolicy, identityPolicy, KindOrder } from './policy';

const runs = { numRuns: 300 };

function told(batches: readonly (readonly Call[])[], policy: IdentityPolicy = defaultPolicy): People {
  const people = new People(policy);
  for (const batch of batches) people.send(...batch);
  return people;
}

/** Who is together, as values: an alias of somebody unknown is kept as a user id and as an anonymous id. */
function partition(people: People): string[][] {
  const byRoot = new Map<number, Set<string>>();
  for (const { value, leafId } of people.identifiers.values()) {
    const rootId = people.profiles.get(leafId)?.rootId ?? 0;
    byRoot.set(rootId, (byRoot.get(rootId) ?? new Set()).add(value));
  }
  return [...byRoot.values()].map((one) => [...one].sort()).sort();
}

/** Limits so low that random calls meet all of them. */
const narrow = identityPolicy.parse({
  ...defaultPolicy,
  kinds: [
    { kind: 'user_id', class: 'account', limit: 1 },
    { kind: 'email', class: 'address', limit: 2 },
    { kind: 'phone', class: 'address', limit: 1, shared: 'newest' },
    { kind: 'anonymous_id', class: 'device', limit: 3, shared: 'newest' },
  ],
  unlisted: { class: 'external', limit: 1 },
  identifiersMax: 6,
  leavesMax: 4,
});
const policies = fc.constantFrom(
  defaultPolicy,
  narrow,
  identityPolicy.parse({ ...defaultPolicy, anonymousHistory: 'isolate' }),
  identityPolicy.parse({ ...defaultPolicy, survivor: 'target' }),
);

describe('the order of verified events does not matter where no limit is broken', () => {
  it('any order in any batches gives the connected components', () => {
    fc.assert(
      fc.property(
        harmlessCalls.chain((calls) => fc.tuple(fc.constant(calls), reordered(calls))),
        ([calls, batches]) => {
          const expected = componentsOf(calls).map((one) => one.map(valueOf).sort());
          expect(partition(told(batches))).toEqual(expected.sort());
        },
      ),
      runs,
    );
  });

  it('and the same traits', () => {
    fc.assert(
      fc.property(
        harmlessCalls.chain((calls) => fc.tuple(fc.constant(calls), reordered(calls))),
        ([calls, batches]) => {
          const [inOrder, other] = [told([calls]), told(batches)];
          for (const id of calls.flatMap((call) => call.ids.split(' '))) {
            expect(other.traitsOf(id)).toEqual(inOrder.traitsOf(id));
          }
        },
      ),
      runs,
    );
  });
});

describe('whatever arrives, from servers and browsers', () => {
  it('no identifier belongs to two profiles and no limit is exceeded', () => {
    fc.assert(
      fc.property(policies, anyCalls, fc.array(fc.nat(8), { maxLength: 4 }), (policy, calls, separated) => {
        const people = new People(policy);
        const order = new KindOrder(policy);
        calls.forEach((call, index) => {
          people.send(call); // throws where an identifier is put twice
          const [first, second] = [...people.profiles.values()].map((one) => one.id).slice(-2);
          if (separated.includes(index) && first !== undefined && second !== undefined) {
            const apart = people.profiles.get(first)?.rootId !== people.profiles.get(second)?.rootId;
            if (apart) people.neverMerge.push([first, second]);
          }
        });
        for (const { rootId } of people.profiles.values()) {
          const root = people.root(rootId);
          for (const [kind, count] of root.counts) expect(count).toBeLessThanOrEqual(order.of(kind).limit);
          expect(root.total).toBeLessThanOrEqual(policy.identifiersMax);
          expect(root.leafIds.length).toBeLessThanOrEqual(policy.leavesMax);
        }
        for (const pair of people.neverMerge) {
          const [a, b] = pair.map((leaf) => people.profiles.get(leaf)?.rootId);
          expect(a).not.toBe(b);
        }
      }),
      runs,
    );
  });

  it('a batch is the same as its events one by one', () => {
    fc.assert(
      fc.property(policies, anyCalls, (policy, calls) => {
        const [together, alone] = [
          told([calls], policy),
          told(
            calls.map((call) => [call]),
            policy,
          ),
        ];
        expect(together.list).toEqual(alone.list);
        expect(together.assignments).toEqual(alone.assignments);
      }),
      runs,
    );
  });

  it('what was only claimed never joins two people who were known before', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const people = new People();
        for (const call of calls) {
          const before = new Map([...people.profiles.keys()].map((id) => [id, people.root(id)]));
          const merges = people.plans.length;
          people.send(call);
          const plan = people.plans[merges];
          if (call.trust !== 'claimed' || plan === undefined) continue;
          for (const { winnerId, loserId } of plan.merges) {
            expect([before.get(winnerId)?.knownBy, before.get(loserId)?.knownBy]).toContain(0);
          }
        }
      }),
      runs,
    );
  });

  it('an event changes only people whom it names', () => {
    fc.assert(
      fc.property(policies, anyCalls, (policy, calls) => {
        const people = told([calls.slice(0, -1)], policy);
        const last = calls.at(-1);
        if (last === undefined) return;
        const before = new Map([...people.profiles.values()].map((one) => [one.id, one.rootId]));
        const named = new Set<number | undefined>();
        const values = [...last.ids.split(' ').map((id) => id.replace('?', '')), last.previousId].map(
          (id) => id && valueOf(id),
        );
        for (const row of people.identifiers.values())
          if (values.includes(row.value)) named.add(before.get(row.leafId));
        people.send(last);
        for (const [id, rootId] of before) {
          if (people.profiles.get(id)?.rootId !== rootId) expect(named.has(rootId)).toBe(true);
        }
        expect(new Set([...people.identifiers.values()].map(identifierKey)).size).toBe(people.identifiers.size);
      }),
      runs,
    );
  });
});
