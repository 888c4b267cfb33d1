import fc from 'fast-check';
import { type Call, parseIdentifier } from './people';

const users = ['u1', 'u2', 'u3', 'u4'];
const devices = ['a1', 'a2', 'a3', 'a4', 'a5'];
const others = ['e1@x.com', 'e2@x.com', 'e3@x.com', '+1', '+2', 'crm:1', 'crm:2'];
const traitKeys = ['plan', 'email', 'city'];

const traits = fc.option(
  fc.dictionary(fc.constantFrom(...traitKeys), fc.constantFrom('x', 'y', 1, null), { maxKeys: 3 }),
  { nil: undefined },
);
const user = fc.option(fc.constantFrom(...users), { nil: undefined });
const rest = fc.subarray([...devices, ...others], { maxLength: 3 });

type Spec = { user?: string; rest: string[]; previousId?: string; traits?: Call['traits']; second: number };
const spec: fc.Arbitrary<Spec> = fc
  .record({
    user,
    rest,
    previousId: fc.option(fc.constantFrom(...users, ...devices), { nil: undefined, freq: 5 }),
    traits,
    second: fc.nat(20),
  })
  .filter((one) => one.user !== undefined || one.rest.length > 0);

function toCall({ user: userId, rest: ids, previousId, traits: written, second }: Spec, index: number): Call {
  const isAlias = userId !== undefined && previousId !== undefined && previousId !== userId;
  return {
    ids: [...(userId === undefined ? [] : [userId]), ...ids].join(' '),
    ...(isAlias ? { previousId } : {}),
    ...(written === undefined ? {} : { traits: written }),
    at: Date.UTC(2026, 5, 1) + second * 1000,
    messageId: `m${index}`,
  };
}

/** Any verified calls at all: they may well break limits. */
export const verifiedCalls: fc.Arbitrary<Call[]> = fc
  .array(spec, { minLength: 1, maxLength: 20 })
  .map((specs) => specs.map(toCall));

/** Calls of servers and of browsers: some identifiers are only claimed. */
export const anyCalls: fc.Arbitrary<Call[]> = fc
  .array(fc.tuple(spec, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.boolean()), {
    minLength: 1,
    maxLength: 20,
  })
  .map((list) =>
    list.map(([one, claimed, fromBrowser], index) => {
      const call = toCall(one, index);
      if (!fromBrowser) return call;
      const ids = call.ids.split(' ').map((id, place) => (claimed[place] === true || place > 3 ? `${id}?` : id));
      return { ...call, ids: ids.join(' '), trust: 'claimed' as const };
    }),
  );

/**
 * Verified calls whose identifier graph breaks no limit of the default policy: the user ids that are never a previous id are at
 * most one in each component, and no alias is taken back by another. (The pools are too small for the other limits.)
 */
export const harmlessCalls: fc.Arbitrary<Call[]> = verifiedCalls.map((calls) => {
  const isAhead = ({ ids, previousId }: Call): boolean =>
    previousId === undefined || previousId < (ids.split(' ')[0] ?? '');
  const aliases = calls.filter((call) => call.previousId !== undefined && isAhead(call));
  const retired = new Set(aliases.map((call) => call.previousId));
  const kept: Call[] = [];
  for (const call of [...aliases, ...calls.filter((one) => one.previousId === undefined)]) {
    const components = componentsOf([...kept, call]);
    const isHarmless = components.every(
      (ids) => ids.filter((id) => users.includes(id) && !retired.has(id)).length <= 1,
    );
    if (isHarmless) kept.push(call);
  }
  // An alias that was dropped retires nobody after all.
  const still = new Set(kept.map((call) => call.previousId));
  return [...retired].every((id) => still.has(id))
    ? kept
    : kept.filter((call) => !call.ids.split(' ').some((id) => users.includes(id)));
});

/** The connected components of what the calls name together: each a sorted list of ids as they are written in calls. */
export function componentsOf(calls: readonly Call[]): string[][] {
  let components: Set<string>[] = [];
  for (const call of calls) {
    const ids = [...call.ids.split(' '), ...(call.previousId === undefined ? [] : [call.previousId])];
    const touched = components.filter((one) => ids.some((id) => one.has(id)));
    const union = new Set([...ids, ...touched.flatMap((one) => [...one])]);
    components = [...components.filter((one) => !touched.includes(one)), union];
  }
  return components.map((one) => [...one].sort()).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** The same calls in another order, and cut into batches. */
export function reordered(calls: readonly Call[]): fc.Arbitrary<Call[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...calls], { minLength: calls.length }),
      fc.array(fc.boolean(), { minLength: calls.length, maxLength: calls.length }),
    )
    .map(([order, cuts]) => {
      const batches: Call[][] = [];
      order.forEach((call, index) => {
        const last = batches.at(-1);
        if (last === undefined || cuts[index] === true) batches.push([call]);
        else last.push(call);
      });
      return batches;
    });
}

/** The value as the store knows it: `crm:1` is the value 1 of kind crm. */
export const valueOf = (id: string): string => parseIdentifier(id).value;
