import { tell, withKind } from '../../../test/support/stories';

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
