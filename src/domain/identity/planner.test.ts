import { type Call, People } from '../../../test/support/people';
import { defaultPolicy, type IdentityPolicy, identityPolicy, KindOrder } from './policy';

/** A story: batches of one call each, and who is who at its end. */
type Story = {
  readonly title: string;
  readonly calls: readonly (Call | string)[];
  readonly people: readonly string[];
  readonly reviews?: readonly string[];
  /** Whose the latest call is. */
  readonly latest?: string;
  readonly policy?: IdentityPolicy;
};

function tell(stories: readonly Story[]): void {
  it.each(stories)('$title', ({ calls, people, reviews = [], latest, policy }) => {
    const store = new People(policy);
    for (const call of calls) store.send(call);
    expect(store.list).toEqual(people);
    expect(store.reviews).toEqual(reviews);
    if (latest !== undefined) expect(store.latest).toBe(latest);
    // The same in one batch.
    expect(new People(policy).send(...calls).list).toEqual(people);
  });
}

/** The default policy with one setting changed for some kinds. */
function withKind(kind: string, change: Partial<IdentityPolicy['unlisted']>, rest: object = {}): IdentityPolicy {
  const kinds = defaultPolicy.kinds.map((one) => (one.kind === kind ? { ...one, ...change } : one));
  return identityPolicy.parse({ ...defaultPolicy, kinds, ...rest });
}

describe('whom an event belongs to', () => {
  tell([
    { title: 'a new visitor gets a profile', calls: ['a1'], people: ['a1'] },
    { title: 'the same visitor comes back', calls: ['a1', 'a1'], people: ['a1'] },
    { title: 'a log-in joins what the visitor did before', calls: ['a1', 'u1 a1'], people: ['a1 u1'] },
    {
      title: 'an event that names several profiles joins them',
      calls: ['a1', 'a2 anna@x.com', 'u1', 'u1 a1 anna@x.com'],
      people: ['a1 a2 anna@x.com u1'],
    },
    { title: 'a second device of a customer', calls: ['u1 a1', 'u1 a2'], people: ['a1 a2 u1'] },
    {
      title: 'joins only what one event names together',
      calls: ['u1 a1', 'u2 a2', 'a3'],
      people: ['a1 u1', 'a2 u2', 'a3'],
    },
    {
      title: 'ids of other systems name a person like any other',
      calls: ['crm:7', 'u1 crm:7', 'crm:7 a1'],
      people: ['7 a1 u1'],
    },
  ]);

  it('orders kinds by the setting, those that it does not list alphabetically before the devices', () => {
    const order = new KindOrder(defaultPolicy);
    const kinds = ['zendesk', 'anonymous_id', 'crm', 'phone', 'email', 'user_id'];
    expect(kinds.sort((a, b) => order.compareKinds(a, b))).toEqual([
      'user_id',
      'email',
      'phone',
      'crm',
      'zendesk',
      'anonymous_id',
    ]);
    const last = new KindOrder(identityPolicy.parse({ unlistedBefore: '' }));
    expect(['crm', 'anonymous_id'].sort((a, b) => last.compareKinds(a, b))).toEqual(['anonymous_id', 'crm']);
  });

  it('gives the event to the leaf that its highest-priority identifier named, also after a merge', () => {
    const people = new People().send('a1').send('u1').send('u1 a1').send('u1 a1').send('a1');
    expect(people.assignments).toEqual([1, 2, 2, 2, 1]);
    expect([people.leafOf('a1'), people.leafOf('u1'), people.rootOf('u1')]).toEqual([1, 2, 1]);
  });

  it('puts new identifiers on that leaf, not on the root', () => {
    const people = new People().send('a1').send('u1').send('u1 a1').send('u1 anna@x.com');
    expect(people.leafOf('anna@x.com')).toBe(people.leafOf('u1'));
  });
});

describe('limits protect people from being mixed up', () => {
  const five = 'u1 e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com';
  tell([
    {
      title: 'another user on the same device: the device stays with who had it first',
      calls: ['u1 a1', 'u2 a1'],
      people: ['a1 u1', 'u2'],
      reviews: ['conflict kind_limit a1: u2 / a1 u1'],
      latest: 'u2',
    },
    {
      title: 'another known user on the same device',
      calls: ['u1 a1', 'u2 a2', 'u2 a1'],
      people: ['a1 u1', 'a2 u2'],
      reviews: ['conflict kind_limit a1: a2 u2 / a1 u1'],
      latest: 'a2 u2',
    },
    {
      title: 'what is new beside the refused identifier is kept',
      calls: ['u1 a1', 'u2 bob@x.com a1 a2'],
      people: ['a1 u1', 'a2 bob@x.com u2'],
      reviews: ['conflict kind_limit a1: a2 bob@x.com u2 / a1 u1'],
    },
    {
      title: 'an e-mail of somebody else with a user id',
      calls: ['u1 anna@x.com', 'u2 anna@x.com'],
      people: ['anna@x.com u1', 'u2'],
      reviews: ['conflict kind_limit anna@x.com: u2 / anna@x.com u1'],
    },
    {
      title: 'a sixth e-mail with a new device: the e-mail is left out',
      calls: [five, 'u1 e6@x.com a1'],
      people: ['a1 e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1'],
      reviews: [
        'conflict kind_limit e6@x.com: a1 e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1 / a1 e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1',
      ],
    },
    {
      title: 'of two e-mails the known one stays, whatever it is called',
      calls: [five, 'e5@x.com a0@x.com'],
      people: ['e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1'],
      reviews: [
        'conflict kind_limit a0@x.com: e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1 / e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1',
      ],
    },
    {
      title: 'two profiles that together have too many e-mails stay two',
      calls: [five, 'a1 e6@x.com', 'u1 a1'],
      people: ['a1 e6@x.com', 'e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1'],
      reviews: ['conflict kind_limit a1: e1@x.com e2@x.com e3@x.com e4@x.com e5@x.com u1 / a1 e6@x.com'],
    },
    {
      title: 'a profile over a lowered limit still comes together with one that has none of the kind',
      calls: ['u1 anna@x.com', 'u1', 'u1 a1'],
      people: ['a1 anna@x.com u1'],
    },
    {
      title: 'the sixth id of another system',
      calls: ['u1 crm:1 crm:2 crm:3', 'u1 crm:4 crm:5', 'u1 crm:6'],
      people: ['1 2 3 4 5 u1'],
      reviews: ['conflict kind_limit 6: 1 2 3 4 5 u1 / 1 2 3 4 5 u1'],
    },
    {
      title: 'three people named at once: the outsiders are left out one by one',
      calls: ['u1 a1', 'u2 a2', 'u3 a3', 'u1 a2 a3'],
      people: ['a1 u1', 'a2 u2', 'a3 u3'],
      reviews: ['conflict kind_limit a3: a1 u1 / a3 u3', 'conflict kind_limit a2: a1 u1 / a2 u2'],
      latest: 'a1 u1',
    },
    {
      title: 'without a user id in the event the higher kind says who it is',
      calls: ['u1 anna@x.com', 'u2 a2', 'anna@x.com a2'],
      people: ['a2 u2', 'anna@x.com u1'],
      reviews: ['conflict kind_limit a2: anna@x.com u1 / a2 u2'],
      latest: 'anna@x.com u1',
    },
  ]);

  it('keeps at most 1,000 identifiers on a profile, and the event is still counted', () => {
    const people = new People(withKind('anonymous_id', { limit: 5_000 }));
    people.send(...Array.from({ length: 1_200 }, (_, index) => `u1 a${index}`));
    expect(people.identifiers.size).toBe(1_000);
    expect(people.reviews).toHaveLength(201);
    expect(people.reviews[0]).toContain('conflict identifiers_limit a999: ');
    expect(new Set(people.assignments).size).toBe(1);
  });

  it('joins at most 100 leaves', () => {
    const people = new People(withKind('anonymous_id', { limit: 500 }));
    for (let index = 0; index < 120; index++) people.send(`a${index}`).send(`u1 a${index}`);
    expect(people.root(people.rootOf('u1')).leafIds).toHaveLength(100);
    expect(people.reviews.filter((one) => one.startsWith('conflict leaves_limit'))).toHaveLength(20);
  });

  it('keeps apart what a person separated, whatever names both', () => {
    const people = new People().send('u1 a1').send('a2');
    people.neverMerge.push([people.leafOf('u1'), people.leafOf('a2')]);
    people.send('a3').send('a2 a3').send('u1 a3');
    expect(people.list).toEqual(['a1 u1', 'a2 a3']);
    expect(people.reviews).toEqual(['conflict never_merge a3: a1 u1 / a2 a3']);
  });
});

describe('what is only claimed', () => {
  tell([
    {
      title: 'a claimed e-mail of a customer only suggests',
      calls: ['u1 anna@x.com', 'a9? anna@x.com?'],
      people: ['a9?', 'anna@x.com u1'],
      reviews: ['suggestion claimed anna@x.com: a9? / anna@x.com u1'],
      latest: 'a9?',
    },
    {
      title: 'a claimed e-mail alone does not reach its owner either',
      calls: ['u1 anna@x.com', 'anna@x.com?'],
      people: ['anna@x.com u1'],
      reviews: ['suggestion claimed anna@x.com: nobody / anna@x.com u1'],
      latest: 'nobody',
    },
    {
      title: 'nor do two claimed addresses of one customer',
      calls: ['u1 anna@x.com +491700000001', 'anna@x.com? +491700000001? a9?'],
      people: ['+491700000001 anna@x.com u1', 'a9?'],
      reviews: [
        'suggestion claimed anna@x.com: a9? / +491700000001 anna@x.com u1',
        'suggestion claimed +491700000001: a9? / +491700000001 anna@x.com u1',
      ],
    },
    {
      title: 'a claimed id of another system is no better',
      calls: ['u1 crm:7', 'a9? crm:7?'],
      people: ['7 u1', 'a9?'],
      reviews: ['suggestion claimed 7: a9? / 7 u1'],
    },
    {
      title: 'an e-mail that is verified makes its profile known, without any user id',
      calls: ['anna@x.com', 'a9? anna@x.com?'],
      people: ['a9?', 'anna@x.com'],
      reviews: ['suggestion claimed anna@x.com: a9? / anna@x.com'],
    },
    {
      title: 'the customer on her own device may claim her own e-mail',
      calls: ['u1 a1 anna@x.com', 'a1? anna@x.com?'],
      people: ['a1 anna@x.com u1'],
    },
    {
      title: 'strangers who are nobody yet come together by a claimed e-mail',
      calls: ['a1? anna@x.com?', 'a2? anna@x.com?'],
      people: ['a1? a2? anna@x.com?'],
    },
    {
      title: 'a claimed user id links anonymous history',
      calls: ['a1?', 'u1? a1?'],
      people: ['a1? u1?'],
    },
    {
      title: 'a claimed user id of a customer, too, and attaches a claimed address',
      calls: ['u1', 'a1?', 'u1? a1? anna@x.com?'],
      people: ['a1? anna@x.com? u1'],
    },
    {
      title: 'a claimed user id never joins two known people',
      calls: ['u1', 'anna@x.com a1', 'u1? a1?'],
      people: ['a1 anna@x.com', 'u1'],
      reviews: ['suggestion claimed a1: u1 / a1 anna@x.com'],
      latest: 'u1',
    },
    {
      title: 'two user ids that a claim brings together are a conflict, as always',
      calls: ['u1 a1', 'u2? a1?'],
      people: ['a1 u1', 'u2?'],
      reviews: ['conflict kind_limit a1: u2? / a1 u1'],
    },
    {
      title: 'a server proves what a browser claimed',
      calls: ['u1? a1? anna@x.com?', 'u1 anna@x.com'],
      people: ['a1? anna@x.com u1'],
    },
    {
      title: 'a typed e-mail goes to its owner when the owner comes; who typed it does not come along',
      calls: ['a9? anna@x.com?', 'u1 anna@x.com'],
      people: ['a9?', 'anna@x.com u1'],
      reviews: ['suggestion claimed anna@x.com: anna@x.com u1 / a9?'],
      latest: 'anna@x.com u1',
    },
    {
      title: 'in the other order it ends the same',
      calls: ['u1 anna@x.com', 'a9? anna@x.com?'],
      people: ['a9?', 'anna@x.com u1'],
      reviews: ['suggestion claimed anna@x.com: a9? / anna@x.com u1'],
    },
    {
      title: 'where the server names the device as well, it is hers',
      calls: ['a1? anna@x.com?', 'u1 a1 anna@x.com'],
      people: ['a1 anna@x.com u1'],
    },
    {
      title: 'a confirmed sign-up stays with the device that signed up',
      calls: ['a1? anna@x.com?', 'anna@x.com'],
      people: ['a1? anna@x.com'],
    },
    {
      title: 'proof takes an e-mail even from another customer who only typed it',
      calls: ['u2? a2? anna@x.com?', 'u1 anna@x.com'],
      people: ['a2? u2?', 'anna@x.com u1'],
      reviews: ['suggestion claimed anna@x.com: anna@x.com u1 / a2? u2?'],
    },
  ]);
});

describe('devices that people share', () => {
  const newest = withKind('anonymous_id', { shared: 'newest' });
  tell([
    {
      title: 'newest: the device goes to whom it was seen with last, its history stays',
      calls: ['u1 a1', 'u2 a1'],
      people: ['a1 u2', 'u1'],
      policy: newest,
    },
    {
      title: 'newest: and back again',
      calls: ['u1 a1', 'u2 a1', 'u1 a1', 'a1'],
      people: ['a1 u1', 'u2'],
      latest: 'a1 u1',
      policy: newest,
    },
    {
      title: 'newest joins as always where no limit is broken',
      calls: ['a1', 'u1', 'u1 a1'],
      people: ['a1 u1'],
      policy: newest,
    },
    {
      title: 'isolate: logging in leaves the anonymous history where it is',
      calls: ['a1', 'u1 a1', 'a1'],
      people: ['a1', 'u1'],
      latest: 'a1',
      policy: withKind('user_id', {}, { anonymousHistory: 'isolate' }),
    },
    {
      title: 'isolate: addresses join as always',
      calls: ['anna@x.com', 'u1', 'u1 anna@x.com a1'],
      people: ['a1 anna@x.com u1'],
      policy: withKind('user_id', {}, { anonymousHistory: 'isolate' }),
    },
  ]);
});

describe('alias', () => {
  tell([
    {
      title: 'a verified alias joins both and retires the previous user id',
      calls: ['u1 a1', { ids: 'u2', previousId: 'u1' }],
      people: ['(u1) a1 u2'],
    },
    {
      title: 'the retired id still finds its person and makes room for the new one',
      calls: ['u1 a1', { ids: 'u2', previousId: 'u1' }, 'u1 a3', 'u2 a4'],
      people: ['(u1) a1 a3 a4 u2'],
    },
    {
      title: 'joins two people with a user id each',
      calls: ['u1 a1', 'u2 a2', { ids: 'u2', previousId: 'u1' }],
      people: ['(u1) a1 a2 u2'],
      latest: '(u1) a1 a2 u2',
    },
    {
      title: 'a chain of aliases',
      calls: ['u1', { ids: 'u3', previousId: 'u2' }, { ids: 'u2', previousId: 'u1' }],
      people: ['(u1) (u2) u2 u3'],
    },
    {
      title: 'a third user id still breaks the limit',
      calls: ['u1', 'u2 a1', { ids: 'u3', previousId: 'u1' }, 'u3 a1'],
      people: ['(u1) u3', 'a1 u2'],
      reviews: ['conflict kind_limit a1: (u1) u3 / a1 u2'],
    },
    {
      title: 'previousId is looked up as anonymous id, too',
      calls: ['a1', { ids: 'u1', previousId: 'a1' }],
      people: ['a1 u1'],
    },
    {
      title: 'a previous id that comes only later, as a user id',
      calls: [{ ids: 'u2', previousId: 'u1' }, 'u1 a1'],
      people: ['(u1) a1 u1 u2'],
    },
    {
      title: 'a previous id that comes only later, as an anonymous id',
      calls: [{ ids: 'u1', previousId: 'a1' }, 'a1 a2'],
      people: ['(a1) a1 a2 u1'],
    },
    {
      title: 'the event that carries the previous id says what it is',
      calls: [{ ids: 'u1 a1', previousId: 'a1' }],
      people: ['a1 u1'],
    },
    { title: 'an alias of itself retires nothing', calls: [{ ids: 'u1', previousId: 'u1' }], people: ['u1'] },
    {
      title: 'a claimed alias joins no two customers: the previous one is left out',
      calls: ['u1 a1', 'u2', { ids: 'u2?', previousId: 'u1' }],
      people: ['a1 u1', 'u2'],
      reviews: ['conflict kind_limit u1: u2 / a1 u1'],
      latest: 'u2',
    },
    {
      title: 'a claimed alias links the device it means',
      calls: ['a1?', { ids: 'u1?', previousId: 'a1' }, { ids: 'u1?', previousId: 'a2' }],
      people: ['a1? a2? u1?'],
    },
  ]);
});

describe('which profile survives a merge', () => {
  it.each([
    ['oldest', 'a1', 'the older one, whoever the event names'],
    ['target', 'u1', 'the one that the highest-priority identifier names'],
    ['listed', 'u1', 'of an event the same: nobody listed anything'],
  ] as const)('%s: %s (%s)', (survivor, expected, _why) => {
    const people = new People(identityPolicy.parse({ ...defaultPolicy, survivor })).send('a1').send('u1');
    const root = people.rootOf(expected);
    people.send('u1 a1');
    expect([people.rootOf('a1'), people.rootOf('u1')]).toEqual([root, root]);
  });

  it('names the edge between the two leaves that the event named, also deep in a tree', () => {
    const people = new People().send('a1').send('a2').send('a3').send('a1 a2').send('a2 a3');
    const [first, second] = [people.plans[3]?.merges[0], people.plans[4]?.merges[0]];
    expect(first).toMatchObject({ winnerId: 1, loserId: 2, winnerLeafId: 1, loserLeafId: 2 });
    expect(second).toMatchObject({ winnerId: 1, loserId: 3, winnerLeafId: 2, loserLeafId: 3 });
  });

  it('makes a star around the leaf of the event where several meet', () => {
    const people = new People().send('a1').send('a2').send('u1').send('u1 a1 a2');
    const edges = people.plans[3]?.merges.map((one) => [one.winnerId, one.winnerLeafId, one.loserLeafId]);
    expect(edges).toEqual([
      [1, 1, 3],
      [1, 3, 2],
    ]);
  });
});
