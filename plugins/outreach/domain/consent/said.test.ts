import type { ConsentEntry, Topic } from './consent';
import {
  askApartMinutes,
  askAt,
  askedContext,
  askedOfAddressMax,
  askedTopic,
  confirmDays,
  isConfirmable,
  needsConfirmation,
} from './confirmation';
import { counts, proofOfEvent, saidBy } from './said';

describe('what an event says of consent', () => {
  test.each<[what: string, name: string, properties: Parameters<typeof saidBy>[1], said: object | null]>([
    [
      'a form with its text',
      'Consent Granted',
      { medium: 'email', topic: 'news', address: 'Ada@x.example', form: 'footer', text_version: 3 },
      {
        ...{ medium: 'email', topic: 'news', address: 'Ada@x.example', decision: 'granted' },
        evidence: { form: 'footer', text_version: 3, page: 'https://shop.example/' },
      },
    ],
    [
      'all topics, each address',
      'Consent Denied',
      { medium: 'email' },
      { medium: 'email', topic: null, address: null, decision: 'denied', evidence: { page: 'https://shop.example/' } },
    ],
    ['no medium', 'Consent Granted', { topic: 'news' }, null],
    ['a topic that is none', 'Consent Granted', { medium: 'email', topic: 5 }, null],
    ['another event', 'Order Completed', { medium: 'email' }, null],
  ])('%s', (_what, name, properties, said) => {
    expect(saidBy(name, properties, { page: { url: 'https://shop.example/' } })).toEqual(said);
  });

  test('evidence is bounded', () => {
    const said = saidBy('Consent Granted', { medium: 'email', text: 'x'.repeat(5_000) }, {});
    expect(said?.evidence).toEqual({ too_long: true });
  });

  const own = { isOwn: true, isVerified: true };
  test.each<
    [what: string, carried: Parameters<typeof proofOfEvent>[0], address: typeof own, proof: string, denies: boolean]
  >([
    [
      'a server, of anybody',
      [{ kind: 'user_id', isVerified: true }],
      { isOwn: false, isVerified: false },
      'verified',
      true,
    ],
    [
      'a browser, of a typed address',
      [
        { kind: 'anonymous_id', isVerified: false },
        { kind: 'email', isVerified: false },
      ],
      { isOwn: true, isVerified: false },
      'claimed',
      true,
    ],
    [
      'a login, of its address',
      [
        { kind: 'user_id', isVerified: true },
        { kind: 'anonymous_id', isVerified: false },
      ],
      own,
      'verified',
      true,
    ],
    [
      'a login, of an address it only typed',
      [
        { kind: 'user_id', isVerified: true },
        { kind: 'email', isVerified: false },
      ],
      { isOwn: true, isVerified: false },
      'claimed',
      true,
    ],
    [
      'a browser, of a stranger',
      [{ kind: 'anonymous_id', isVerified: false }],
      { isOwn: false, isVerified: false },
      'claimed',
      false,
    ],
    ['nobody', [], own, 'claimed', true],
  ])('proof: %s', (_what, carried, address, proof, denies) => {
    const found = proofOfEvent(carried, address);
    expect([found, counts('granted', found, address), counts('denied', found, address)]).toEqual([proof, true, denies]);
  });
});

describe('double opt-in', () => {
  const topic: Topic & { isArchived: boolean } = {
    key: 'news',
    kind: 'marketing',
    basis: 'double_opt_in',
    isArchived: false,
  };
  const entry: ConsentEntry = {
    address: 'a',
    channel: 'email',
    topic: 'news',
    decision: 'granted',
    proof: 'claimed',
    at: 10,
  };
  test.each<
    [
      what: string,
      change: Partial<ConsentEntry>,
      before: Partial<ConsentEntry>[],
      of: Partial<typeof topic>,
      asks: boolean,
    ]
  >([
    ['a typed address is asked', {}, [], {}, true],
    ['so is one that a server tells', { proof: 'verified' }, [], {}, true],
    ['who came by a link is not', { proof: 'confirmed' }, [], {}, false],
    ['nor for a denial', { decision: 'denied' }, [], {}, false],
    ['nor who has confirmed before', {}, [{ proof: 'confirmed', at: 5 }], {}, false],
    [
      'who denied since he confirmed is',
      {},
      [
        { proof: 'confirmed', at: 5 },
        { decision: 'denied', at: 7 },
      ],
      {},
      true,
    ],
    ['not who denied later', {}, [{ decision: 'denied', topic: null, at: 12 }], {}, false],
    ['another address says nothing', {}, [{ decision: 'denied', address: 'b', at: 12 }], {}, true],
    ['not for a topic that needs none', {}, [], { basis: 'opt_in' }, false],
    ['not for one that is archived', {}, [], { isArchived: true }, false],
  ])('%s', (_what, change, before, of, asks) => {
    const said = { ...entry, ...change };
    const log = [said, ...before.map((one) => ({ ...entry, ...one }))];
    expect(needsConfirmation(said, log, { ...topic, ...of })).toBe(asks);
  });

  test('one address is asked about one topic after the other, and not without end', () => {
    const apart = askApartMinutes * 60_000;
    const times: number[] = [];
    for (let at = askAt(times, 1_000); at !== null; at = askAt(times, 1_000)) times.push(at);
    expect(times).toEqual(Array.from({ length: askedOfAddressMax }, (_, index) => 1_000 + index * apart));
    expect(askAt([1_000], 1_000 + 2 * apart)).toBe(1_000 + 2 * apart);
  });

  test('the link works for some days', () => {
    const day = 24 * 60 * 60 * 1_000;
    expect([isConfirmable(0, confirmDays * day), isConfirmable(0, confirmDays * day + 1)]).toEqual([true, false]);
    expect([askedTopic(askedContext('news')), askedTopic({}), askedTopic({ confirm: 5 })]).toEqual([
      'news',
      null,
      null,
    ]);
  });
});
