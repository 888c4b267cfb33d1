import type { JsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import { JourneyWorld, journeyOf } from '../../../../test/support/journeys';
import { mentionsOf } from '../journey/journey';
import { readyJourneys } from '../journey/ready';
import type { SeenEvent } from '../journey/selector';
import { housePolicy } from '../policy';
import type { PersonPast } from './past';
import { addReports, emptyReport, reportOf } from './report';
import { simulate, type Simulated } from './simulate';

const hour = 3_600_000;
const day = 24 * hour;
/** A Tuesday, noon in UTC. */
const noon = Date.UTC(2026, 9, 6, 12);

const email = { kind: 'email', value: 'ada@example.org', verified: true, retired: false, firstSeen: 0, lastSeen: noon };
const nothing: PersonPast = {
  ...{
    rootId: 7,
    publicId: 'ada',
    traits: { email: 'ada@example.org' },
    written: [],
    events: [],
    segments: [],
    turns: [],
  },
  ...{ identifiers: [email], consents: [], suppressions: [], sent: [], facts: [] },
};
const eventAt = (at: number, name: string, properties: JsonObject = {}, told = at) => {
  const event: SeenEvent = { name, at, properties, context: {}, value: null };
  return { told, leafId: 7, event, historical: false };
};
const polite = housePolicy.parse({});
const permissive = housePolicy.parse({ caps: [], quietHours: [] });

function by(definition: JsonObject, more: Partial<Simulated> = {}): Simulated {
  return {
    ...{ journey: journeyOf(definition), from: noon, to: noon + 30 * day, policy: polite },
    topics: new Map([['news', { key: 'news', kind: 'marketing', basis: 'opt_out' }]]),
    addressKinds: () => ['email'],
    hashOf: (medium, address) => `${medium} ${address}`,
    zoneOf: () => 'UTC',
    ...more,
  };
}
const mail = (template: string, next: string): JsonObject => ({
  ...{ kind: 'send', channel: 'email', template, topic: 'news', expires: '20d', next },
});
const welcome = {
  ...{ entry: { event: 'Signed Up' }, enters: 'once', start: 'hello' },
  exit: [{ event: 'Bought' }],
  steps: {
    hello: mail('hello', 'pause'),
    pause: { kind: 'wait', for: '1d', next: 'tips' },
    tips: mail('tips', 'end'),
    end: { kind: 'exit' },
  },
};
const lines = (past: Partial<PersonPast>, more: Partial<Simulated> = {}): string[] =>
  simulate({ ...nothing, ...past }, by(welcome, more)).messages.map(({ template, state, at, reasons, putOff }) =>
    `${template} ${state} ${(at - noon) / hour} ${[...reasons, ...putOff].join(' ')}`.trim(),
  );
const signedUp = [eventAt(noon, 'Signed Up')];

describe('what a journey would have sent', () => {
  it('goes when it would have gone', () => {
    expect(lines({ events: signedUp })).toEqual(['hello sent 0', 'tips sent 24']);
    expect(lines({})).toEqual([]);
  });

  it('is put off by the quiet hours of then', () => {
    const late = [eventAt(noon + 10 * hour, 'Signed Up')];
    expect(lines({ events: late })).toEqual(['hello sent 20 quiet_hours', 'tips sent 44']);
  });

  it('knows the consent of that moment, not that of today', () => {
    const denial = { address: 'email ada@example.org', channel: 'email', topic: null, proof: 'claimed' } as const;
    const consents = [{ ...denial, decision: 'denied' as const, at: noon + 2 * hour, told: noon + 2 * hour }];
    expect(lines({ events: signedUp, consents })).toEqual(['hello sent 0', 'tips withheld 24 no_consent']);
    const suppressions = [{ ...denial, reason: 'manual' as const, at: noon - day, liftedAt: noon + hour }];
    expect(lines({ events: signedUp, suppressions })).toEqual(['hello withheld 0 suppressed', 'tips sent 24']);
  });

  it('waits for the end of a conversation, and a day more', () => {
    const plain = { conversation: 'a', status: null, isCustomer: false, rating: null };
    const facts = [
      { ...plain, at: noon + hour, kind: 'message' as const, isCustomer: true },
      { ...plain, at: noon + 50 * hour, kind: 'status' as const, status: 'resolved' },
    ];
    expect(lines({ events: signedUp, facts })).toEqual(['hello sent 0', 'tips sent 74 open_conversation']);
    expect(lines({ events: signedUp, facts: facts.slice(0, 1) }, { to: noon + 3 * day })).toEqual([
      'hello sent 0',
      `tips waiting ${1 + 15 * 24} open_conversation open_conversation`,
    ]);
  });

  it('counts what others sent, and an address only since it is known', () => {
    const sent = [1, 2, 3].map((days) => ({ channel: 'email', at: noon - days * hour }));
    expect(lines({ events: signedUp, sent })).toEqual([
      'hello withheld 0 frequency_cap',
      'tips withheld 24 frequency_cap',
    ]);
    const identifiers = [{ ...email, firstSeen: noon + hour }];
    expect(lines({ events: signedUp, identifiers })).toEqual(['hello withheld 0 no_address', 'tips sent 24']);
  });

  it('takes traits and segments as they were', () => {
    const definition = {
      ...{ entry: { segment: 'buyers' }, start: 'which' },
      steps: {
        which: { kind: 'branch', when: [{ segment: 'vip', next: 'gold' }], otherwise: 'end' },
        gold: mail('gold', 'end'),
        end: { kind: 'exit' },
      },
    };
    const turn = { told: noon, leafId: 7, segment: 'buyers', entered: true, cause: 'event' as const };
    const gold = (segments: string[], turns: PersonPast['turns']) =>
      simulate({ ...nothing, segments, turns }, by(definition)).messages.length;
    expect(gold(['buyers', 'vip'], [turn])).toBe(1);
    expect(gold(['buyers', 'vip'], [turn, { ...turn, told: noon + 1, segment: 'vip' }])).toBe(0);
  });

  it('says who came in, why not, and where they stood; reports add up', () => {
    const outcome = simulate(
      { ...nothing, events: [...signedUp, eventAt(noon + hour, 'Signed Up'), eventAt(noon + 2 * hour, 'Bought')] },
      by(welcome),
    );
    const report = reportOf(outcome, (at) => new Date(at).toISOString().slice(0, 10));
    expect(report).toMatchObject({
      ...{ people: 1, entered: 1, runs: 1, refused: { entered_before: 1 }, arrived: { hello: 1, pause: 1 } },
      ...{ standing: {}, ended: { exit: 1 }, days: { '2026-10-06': { sent: 1, withheld: 0 } }, perPersonDay: { 1: 1 } },
      messages: { hello: { sent: 1, waiting: 0, cancelled: 0, withheld: {}, putOff: {} } },
    });
    expect(addReports(emptyReport, report)).toEqual(report);
    expect(addReports(report, report)).toMatchObject({ people: 2, days: { '2026-10-06': { sent: 2 } } });
  });
});

const byEvent = readyJourneys.filter(({ definition }) => 'event' in Object(definition).entry);

it('does what a worker does: for any events the same messages at the same times', () => {
  expect(byEvent.length).toBeGreaterThan(3);
  let sent = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...byEvent),
      fc.array(fc.record({ after: fc.integer({ min: 0, max: 5 * day }), pick: fc.nat(), key: fc.nat(1) }), {
        maxLength: 12,
      }),
      ({ definition }, steps) => {
        const journey = journeyOf(definition);
        const names = [...new Set(mentionsOf(journey).events.flatMap(({ event }) => [event].flat()))];
        let at = noon;
        const events = steps.map(({ after, pick, key }) => {
          at += after + 1;
          const properties = {
            order_id: `o${key}`,
            cart_id: `c${key}`,
            rating: 1 + (pick % 5),
            conversation_id: `k${key}`,
          };
          return eventAt(at, names[pick % names.length] ?? '', properties);
        });
        const end = noon + 120 * day;
        const world = new JourneyWorld(journey, noon, { publicId: 'ada' });
        for (const { event } of events) {
          world.moveTo(event.at);
          world.event(event.name, event.properties);
        }
        world.moveTo(end - 1);
        const worked = world.sent().map(({ at: when, effect }) => `${effect.step} ${when - noon}`);
        const topics = new Map(
          [...journey.steps.values()]
            .flatMap(({ references }) => references.flatMap((one) => (one.kind === 'topic' ? [one.key] : [])))
            .map((key) => [key, { key, kind: 'transactional' as const, basis: 'opt_in' as const }]),
        );
        const simulated = simulate(
          { ...nothing, events },
          { ...by(welcome), journey, to: end, policy: permissive, topics },
        );
        sent += worked.length;
        expect(simulated.runs.some(({ failed }) => failed)).toBe(false);
        expect(simulated.messages.map(({ step, at: when }) => `${step} ${when - noon}`)).toEqual(worked);
      },
    ),
    { numRuns: 300 },
  );
  expect(sent).toBeGreaterThan(100);
});
