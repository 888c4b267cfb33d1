import { People } from '../../../test/support/people';
import { tell, withKind } from '../../../test/support/stories';
import { defaultPolicy, identityPolicy, KindOrder } from './policy';

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
