import type { Json, JsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import { foldTraits, type LeafTraits, noTraits, traitsPerLeafMax, type TraitWrite, writeTraits } from './trait';

type Write = { at: number; traits?: JsonObject; once?: JsonObject; id?: string; claimed?: boolean; source?: number };

function toWrite({ at, traits = {}, once, id = 'm', claimed, source = 1 }: Write): TraitWrite {
  return { at, messageId: id, sourceId: source, claimed: claimed === true, values: traits, once: once ?? null };
}

function written(writes: readonly Write[], nulls: 'delete' | 'store' = 'delete'): LeafTraits {
  return writes.reduce((leaf, write) => writeTraits(leaf, [toWrite(write)], nulls), noTraits);
}

type Story = { title: string; writes: readonly Write[]; values: JsonObject; nulls?: 'store' };

// fromEntries makes own properties, as JSON.parse does.
const odd: JsonObject = Object.fromEntries([
  ['toString', 1],
  ['__proto__', 2],
  ['constructor', 3],
]);

const stories: readonly Story[] = [
  {
    title: 'the newest write of each key stands',
    writes: [
      { at: 1, traits: { plan: 'silver', city: 'Oslo' } },
      { at: 2, traits: { plan: 'gold' } },
    ],
    values: { plan: 'gold', city: 'Oslo' },
  },
  {
    title: 'newest by event time, not by arrival',
    writes: [
      { at: 2, traits: { plan: 'gold' } },
      { at: 1, traits: { plan: 'silver', city: 'Oslo' } },
    ],
    values: { plan: 'gold', city: 'Oslo' },
  },
  {
    title: 'at the same time the greater messageId',
    writes: [
      { at: 1, id: 'b', traits: { plan: 'gold' } },
      { at: 1, id: 'a', traits: { plan: 'silver' } },
    ],
    values: { plan: 'gold' },
  },
  {
    title: 'null deletes, and an older value does not come back',
    writes: [
      { at: 3, traits: { plan: null } },
      { at: 2, traits: { plan: 'gold' } },
    ],
    values: {},
  },
  {
    title: 'a newer value comes after a null',
    writes: [
      { at: 2, traits: { plan: null } },
      { at: 3, traits: { plan: 'gold' } },
    ],
    values: { plan: 'gold' },
  },
  {
    title: 'null is kept where the setting says so',
    writes: [{ at: 1, traits: { plan: null } }],
    nulls: 'store',
    values: { plan: null },
  },
  {
    title: 'nested objects are replaced whole',
    writes: [
      { at: 1, traits: { address: { city: 'Oslo', zip: '1' } } },
      { at: 2, traits: { address: { city: 'Bergen' } } },
    ],
    values: { address: { city: 'Bergen' } },
  },
  {
    title: 'names are case-sensitive',
    writes: [{ at: 1, traits: { Plan: 1, plan: 2 } }],
    values: { Plan: 1, plan: 2 },
  },
  {
    title: 'what is written once never replaces a value, also an older one',
    writes: [
      { at: 1, traits: { source: 'ad' } },
      { at: 2, once: { source: 'search', first: 'a' } },
    ],
    values: { source: 'ad', first: 'a' },
  },
  {
    title: 'of two that are written once the first happened, whichever arrives first',
    writes: [
      { at: 2, once: { source: 'search' } },
      { at: 1, once: { source: 'ad' } },
    ],
    values: { source: 'ad' },
  },
  {
    title: 'a later write without once replaces one with it',
    writes: [
      { at: 1, once: { source: 'ad' } },
      { at: 2, traits: { source: 'shop' } },
    ],
    values: { source: 'shop' },
  },
  {
    title: 'a claim fills an empty reserved trait',
    writes: [{ at: 1, claimed: true, traits: { firstName: 'Anna' } }],
    values: { firstName: 'Anna' },
  },
  {
    title: 'but never overwrites a verified one',
    writes: [
      { at: 1, traits: { firstName: 'Anna', plan: 'gold' } },
      { at: 2, claimed: true, traits: { firstName: 'Eve', plan: 'silver' } },
    ],
    values: { firstName: 'Anna', plan: 'silver' },
  },
  {
    title: 'nor keeps its place when the proof is older',
    writes: [
      { at: 2, claimed: true, traits: { email: 'eve@x.com' } },
      { at: 1, traits: { email: 'anna@x.com' } },
    ],
    values: { email: 'anna@x.com' },
  },
  {
    title: 'keys that objects have anyway are keys like others',
    writes: [{ at: 1, traits: odd }],
    values: odd,
  },
];

describe('traits of a profile', () => {
  it.each(stories)('$title', ({ writes, values, nulls }) => {
    expect(written(writes, nulls).values).toEqual(values);
  });

  it('the same object comes back when nothing changed', () => {
    const leaf = written([{ at: 2, traits: { plan: 'gold' } }]);
    expect(writeTraits(leaf, [toWrite({ at: 1, traits: { plan: 'silver' } })], 'delete')).toBe(leaf);
  });

  it('a key that was written together with others remembers its own origin when one of them changes', () => {
    const leaf = written([
      { at: 1, traits: { plan: 'gold', city: 'Oslo' } },
      { at: 2, id: 'n', source: 7, traits: { city: 'Bergen' } },
    ]);
    expect(leaf.origins).toEqual([
      [1, 'm', 1, 0, ['plan']],
      [2, 'n', 7, 0, ['city']],
    ]);
  });

  it('keeps at most 1,000 keys', () => {
    const many = Object.fromEntries(Array.from({ length: 1_500 }, (_, index): [string, Json] => [`k${index}`, index]));
    expect(Object.keys(written([{ at: 1, traits: many }]).values)).toHaveLength(traitsPerLeafMax);
  });
});

describe('traits of merged profiles', () => {
  const winner = written([{ at: 2, traits: { name: 'Ann', city: '', phone: null, plan: 'gold' } }], 'store');
  const loser = written([
    { at: 3, traits: { name: 'Anne', city: 'Oslo', phone: '+47' } },
    { at: 1, traits: { plan: 'silver', score: 5 } },
  ]);

  it.each([
    ['newest', { name: 'Anne', city: 'Oslo', phone: '+47', plan: 'gold', score: 5 }],
    ['survivor', { name: 'Ann', city: '', phone: null, plan: 'gold', score: 5 }],
    ['primary', { name: 'Ann', city: 'Oslo', phone: '+47', plan: 'gold', score: 5 }],
  ] as const)('%s', (mode, expected) => {
    expect(foldTraits([winner, loser], { merge: mode }).values).toEqual(expected);
  });

  it('what was written once gives way to what another profile has', () => {
    const once = written([{ at: 9, once: { name: 'Anonymous', first: 'ad' } }]);
    for (const merge of ['newest', 'survivor', 'primary'] as const) {
      expect(foldTraits([once, loser], { merge }).values).toMatchObject({ name: 'Anne', first: 'ad' });
    }
  });

  it('after they were joined the newest write counts again, whoever survived', () => {
    const joinedAt = 5;
    const before = written([{ at: 4, traits: { name: 'Anne', city: 'Oslo' } }]);
    const after = written([
      { at: 6, traits: { name: 'Anne' } },
      { at: 7, traits: { plan: null } },
    ]);
    for (const merge of ['survivor', 'primary'] as const) {
      expect(foldTraits([winner, { ...before, joinedAt }], { merge }).values).toMatchObject({ name: 'Ann' });
      const values = foldTraits([winner, { ...after, joinedAt }], { merge }).values;
      expect(values).toMatchObject({ name: 'Anne' });
      expect(values).not.toHaveProperty('plan');
    }
  });

  it('a customer goes before a lead, whatever is newer, and among customers the newest', () => {
    const lead = written([{ at: 9, traits: { type: 'Lead', name: 'Lead', phone: '+1', city: 'Rome' } }]);
    const old = written([{ at: 1, traits: { type: 'Customer', name: 'Old', city: 'Oslo' } }]);
    const recent = written([{ at: 2, traits: { type: 'Customer', name: 'Recent', phone: '' } }]);
    const rank = { trait: 'type', values: ['Customer', 'Lead'] };
    expect(foldTraits([lead, old, recent], { merge: 'newest', rank }).values).toEqual({
      type: 'Customer',
      name: 'Recent',
      city: 'Oslo',
      phone: '+1',
    });
  });

  describe('a trait that holds a list', () => {
    const root = { ...written([{ at: 1, traits: { tags: ['vip', { a: 1 }], name: 'Root' } }]), joinedAt: null };
    const leaf = { ...written([{ at: 2, traits: { tags: ['new', 'vip', { a: 1 }], name: 'Leaf' } }]), joinedAt: 5 };
    const rules = { merge: 'newest', lists: ['tags', 'notes'] } as const;

    it('shows what all have, each once, and other traits as before', () => {
      expect(foldTraits([root, leaf], rules).values).toEqual({ tags: ['vip', { a: 1 }, 'new'], name: 'Leaf' });
    });

    it('a single value is a list of one; nothing is no element', () => {
      const single = { ...written([{ at: 3, traits: { tags: 'late' } }]), joinedAt: 5 };
      const blank = { ...written([{ at: 3, traits: { tags: '' } }]), joinedAt: 5 };
      expect(foldTraits([root, single, blank], rules).values['tags']).toEqual(['vip', { a: 1 }, 'late']);
    });

    it('where only one has it, it is shown as it is', () => {
      const alone = { ...written([{ at: 3, traits: { notes: 'one' } }]), joinedAt: 5 };
      expect(foldTraits([root, alone], rules).values['notes']).toBe('one');
    });

    it('written after the merge it counts alone, on whichever side, so that an element can be removed', () => {
      const rewritten = written([
        { at: 1, traits: { tags: ['vip'] } },
        { at: 6, traits: { tags: [] } },
      ]);
      expect(foldTraits([{ ...rewritten, joinedAt: null }, leaf], rules).values['tags']).toEqual([]);
      expect(foldTraits([root, { ...rewritten, joinedAt: 5 }], rules).values['tags']).toEqual([]);
    });

    it('deleted after the merge it is gone', () => {
      const deleted = written([
        { at: 1, traits: { tags: ['vip'] } },
        { at: 6, traits: { tags: null } },
      ]);
      expect(foldTraits([{ ...deleted, joinedAt: null }, leaf], rules).values).not.toHaveProperty('tags');
    });
  });

  it('a key that was deleted later on one side is gone', () => {
    const deleted = written([{ at: 9, traits: { name: null } }]);
    expect(foldTraits([winner, deleted], { merge: 'newest' }).values).not.toHaveProperty('name');
  });

  it('folding one leaf changes nothing', () => {
    expect(foldTraits([loser], { merge: 'newest' })).toEqual(loser);
  });
});

describe('whatever is written', () => {
  const keys = fc.constantFrom('plan', 'email', 'city');
  const value = fc.constantFrom<Json>('x', 'y', 1, null, { a: 1 });
  const writes = fc.array(
    fc.record({
      at: fc.nat(4),
      id: fc.constantFrom('a', 'b'),
      source: fc.nat(2),
      claimed: fc.boolean(),
      traits: fc.dictionary(keys, value, { maxKeys: 3 }),
      once: fc.option(fc.dictionary(keys, value, { maxKeys: 2 }), { nil: undefined }),
    }),
    { maxLength: 8 },
  );

  it('any order and any split over leaves shows the same traits', () => {
    fc.assert(
      fc.property(
        writes.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.nat(list.length)),
        ),
        ([inOrder, shuffled, cut]) => {
          const leaves = [written(shuffled.slice(0, cut)), written(shuffled.slice(cut))];
          expect(foldTraits(leaves, { merge: 'newest' }).values).toEqual(
            foldTraits([written(inOrder)], { merge: 'newest' }).values,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
