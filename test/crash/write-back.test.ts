import { Random } from '../../src/demo/random';
import type { Contact, Conversation } from '../../src/demo/helpdesk/chatwoot/model';
import { ChatwootServer, type ApiWrite } from '../../src/demo/helpdesk/chatwoot/server';
import { eventually } from '../support/eventually';
import { long } from '../support/long';
import { build } from '../support/rapport';
import { WholeRapport } from '../support/whole-rapport';

const people = 24;
/** Of each kind of write, in each wave. */
const killsEach = long ? 4 : 1;
/** The supervisor pauses for longer after each kill, up to half a minute: twelve of them take four minutes. */
const waveSecondsMax = long ? 500 : 120;
jest.setTimeout((2 * waveSecondsMax + 60) * 1_000);

type Case = { readonly contact: Contact; readonly conversation: Conversation };
type Kind = 'note' | 'labels' | 'attributes';

/** What of a write is told once, or set. */
function kindOf({ method, path }: ApiWrite): Kind | null {
  if (method === 'POST' && /^\/conversations\/\d+\/messages$/.test(path)) return 'note';
  if (method === 'POST' && /^\/conversations\/\d+\/labels$/.test(path)) return 'labels';
  return method === 'PUT' && /^\/contacts\/\d+$/.test(path) ? 'attributes' : null;
}

let rapport: WholeRapport;
let chatwoot: ChatwootServer;
beforeAll(async () => {
  build();
  chatwoot = await ChatwootServer.start();
  rapport = await WholeRapport.start({ SERVE_ADMIN: 'false' });
});
afterAll(async () => {
  await rapport.stop();
  await chatwoot.stop();
});

test('kill -9 of the worker right after the helpdesk did what it was told: in the end it has what was wanted, once', async () => {
  const random = new Random('write-back');
  const cases = Array.from({ length: people }, (_, nth) => writes(nth));
  await define('buyers', { event: 'Order Completed' });
  await define('regulars', { event: 'Order Completed', count: { op: 'gte', value: 2 } });
  await connect();
  await eventually(async () => (await targets()).length === 2 * people, 3_000);

  const killed = killAt(random, ['note', 'labels', 'attributes']);
  await everybodyBuys(1);
  await wanted(cases, 'buyers');
  expect(killed()).toBe(3 * killsEach);
  // Now the note stands there already, and what changes is set anew.
  const again = killAt(random, ['attributes']);
  await everybodyBuys(2);
  await wanted(cases, 'buyers, regulars');
  expect(again()).toBe(killsEach);
});

function writes(nth: number): Case {
  const { account } = chatwoot;
  const contact = account.addContact({ name: 'Kim', email: emailOf(nth) });
  account.changeContact(contact, { custom_attributes: { plan: 'gold' } });
  const conversation = account.open(contact);
  account.write(conversation, { type: 'contact', id: contact.id }, `Where is parcel ${nth}?`);
  account.setLabels(conversation, ['angry']);
  return { contact, conversation };
}

const emailOf = (nth: number): string => `kim-${nth}@example.org`;

async function define(key: string, definition: object): Promise<void> {
  const { createSegment } = await rapport.graphql(
    'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }',
    { input: { key, name: key, definition } },
  );
  const { segmentId } = createSegment.segment;
  await rapport.graphql('mutation ($id: ID!) { publishSegment(input: { segmentId: $id }) { segment { state } } }', {
    id: segmentId,
  });
}

/** All that is there is read by the API; webhooks are not needed for it. */
async function connect(): Promise<void> {
  const settings = {
    ...{ baseUrl: chatwoot.url, accountId: 1, apiToken: 'admin-token' },
    ...{ writtenAttributes: ['segments'], labelledSegments: ['buyers', 'regulars'], writesNote: true },
  };
  const input = { helpdesk: 'chatwoot', key: 'desk', name: 'Desk', settings };
  await rapport.graphql(
    'mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { helpdesk { key } } }',
    {
      input,
    },
  );
  await rapport.graphql('mutation { startHelpdeskBackfill(input: { key: "desk" }) { helpdesk { key } } }');
}

async function everybodyBuys(wave: number): Promise<void> {
  await rapport.send(
    Array.from({ length: people }, (_, nth) => ({
      ...{ type: 'track', event: 'Order Completed', messageId: `order-${wave}-${nth}`, anonymousId: `kim-${nth}` },
      ...{ properties: { revenue: 10 }, context: { traits: { email: emailOf(nth) } } },
    })),
  );
}

/**
 * Of each kind, so many writes that are done while their answer never comes: the worker is dead then, and its leases end at once, as
 * nobody waits for five minutes.
 * @returns how many happened
 */
function killAt(random: Random, kinds: readonly Kind[]): () => number {
  const left = new Map(
    kinds.map((kind) => [kind, { kills: killsEach, next: random.integer(1, people / killsEach / 2) }]),
  );
  let killed = 0;
  chatwoot.options = {
    ...chatwoot.options,
    async after(write) {
      const kind = kindOf(write);
      const plan = kind === null ? undefined : left.get(kind);
      if (plan === undefined || plan.kills === 0 || --plan.next > 0) return;
      plan.kills -= 1;
      plan.next = random.integer(1, people / killsEach / 2);
      killed += Number(rapport.killWorker());
      await rapport.database.pool.query('update helpdesk_target set lease_until = now() where lease_until is not null');
    },
  };
  return () => killed;
}

type Target = {
  readonly kind: string;
  readonly due: boolean;
  readonly leased: boolean;
  readonly failure: string | null;
};

async function targets(): Promise<readonly Target[]> {
  const { rows } = await rapport.database.pool.query<Target>(
    `select kind, due_at <= now() + interval '30 seconds' as due, lease_until is not null as leased, failure from helpdesk_target`,
  );
  return rows;
}

/** Until nothing is left to be told; then all of it is as it should be. */
async function wanted(cases: readonly Case[], segments: string): Promise<void> {
  const labels = segments.split(', ').map((key) => `cdp_${key}`);
  const isTold = ({ contact, conversation }: Case): boolean =>
    contact.custom_attributes['cdp_segments'] === segments &&
    labels.every((label) => conversation.labels.includes(label));
  const isOver = async (): Promise<boolean> =>
    cases.every(isTold) && (await targets()).every((one) => !one.due && !one.leased);
  await eventually(isOver, waveSecondsMax * 50);
  const notes = [...chatwoot.account.messages.values()].filter(({ isPrivate }) => isPrivate);
  expect(notes.map(({ conversationId }) => conversationId).sort((a, b) => a - b)).toEqual(
    cases.map(({ conversation }) => conversation.id),
  );
  for (const [nth, { contact, conversation }] of cases.entries()) {
    expect(contact.custom_attributes).toEqual({ plan: 'gold', cdp_segments: segments });
    expect([...conversation.labels].sort()).toEqual(['angry', ...labels]);
    expect(notes.find((one) => one.conversationId === conversation.id)?.content).toContain(`Where is parcel ${nth}?`);
  }
  expect((await targets()).filter(({ failure }) => failure !== null)).toEqual([]);
}
