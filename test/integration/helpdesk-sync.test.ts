import type { Told } from '../../src/demo/helpdesk/chatwoot/chatwoot';
import type { Contact, Conversation } from '../../src/demo/helpdesk/chatwoot/model';
import type { ChatwootServer } from '../../src/demo/helpdesk/chatwoot/server';
import { eventually } from '../support/eventually';
import { testAtLength } from '../support/long';
import { HelpdeskWorld, type SeenCustomer } from '../support/helpdesk-world';
import { eraseWhole } from '../support/privacy';

let desk: HelpdeskWorld;
beforeAll(async () => {
  desk = await HelpdeskWorld.start();
});
afterAll(() => desk.stop());

const customerOf = ({ id }: Contact) => ({ type: 'contact', id }) as const;
const tom = { type: 'user', id: 4 } as const;
const priya = { type: 'user', id: 7 } as const;
const day = 86_400;
const linesOf = ({ timeline }: SeenCustomer): string[] =>
  timeline.map(({ name, properties: { message_body: body } }) => `${name} ${typeof body === 'string' ? body : ''}`);

async function backfillOf(key: string) {
  const { data, codes } = await desk.world.product.graphql(
    `{ helpdesks(first: 50) { edges { node { key backfill { state done total perMinute secondsLeft failure } } } } }`,
    {},
    ['helpdesk.read'],
  );
  expect(codes).toEqual([]);
  return data.helpdesks.edges.find(({ node }: { node: { key: string } }) => node.key === key).node.backfill;
}
async function command(name: 'start' | 'cancel', key: string): Promise<readonly string[]> {
  const { codes } = await desk.world.product.graphql(
    `mutation ($key: String!) { ${name}HelpdeskBackfill(input: { key: $key }) { helpdesk { key } } }`,
    { key },
    ['helpdesk.write'],
  );
  return codes;
}

/** Contacts and conversations on two pages, and one conversation so long that it takes three. */
async function past(chatwoot: ChatwootServer): Promise<readonly Contact[]> {
  const { account } = chatwoot;
  const contacts = Array.from({ length: 28 }, (_, n) =>
    account.addContact({ name: `Person ${n}`, email: `person${n}@${chatwoot.url.slice(-5)}.example.org` }),
  );
  const conversations: Conversation[] = [];
  for (const contact of contacts.slice(0, 27)) {
    const conversation = account.open(contact);
    conversations.push(conversation);
    account.write(conversation, customerOf(contact), `I am ${contact.name}`);
  }
  await desk.pass(60);
  const [first, second] = conversations;
  if (first === undefined || second === undefined) throw new Error('nobody wrote');
  for (let n = 0; n < 45; n++)
    account.write(first, n % 2 === 0 ? tom : { type: 'contact', id: first.contactId }, `line ${n}`);
  account.assign(second, { agent: 7, team: 2 });
  account.setStatus(second, 'resolved');
  account.rate(account.askForRating(second), 2, 'slow');
  account.told.length = 0;
  await desk.pass(15 * 60);
  return contacts;
}

test('what was there before is read, goes on where a worker died, and doubles nothing', async () => {
  const chatwoot = await desk.open('past');
  const contacts = await past(chatwoot);
  await desk.connect('past');
  chatwoot.failures.push(500, 429);
  expect(await command('cancel', 'past')).toEqual(['helpdesk_idle']);
  expect(await command('start', 'past')).toEqual([]);
  expect(await command('start', 'past')).toEqual(['helpdesk_busy']);
  expect(await command('cancel', 'past')).toEqual([]);
  expect(await backfillOf('past')).toMatchObject({ state: 'CANCELLED' });
  expect(await command('start', 'past')).toEqual([]);
  const { pool } = desk.world.database;
  // Its worker dies: it says nothing more, and what it told last was not counted.
  await eventually(async () => (await backfillOf('past')).done > 32);
  await pool.query(
    `update helpdesk_sync set lease_token = gen_random_uuid(), lease_until = to_timestamp(0) where connection = 'past' and state = 'running'`,
  );
  await desk.settle();
  const read = await backfillOf('past');
  expect(read).toMatchObject({ state: 'DONE', failure: null, secondsLeft: null });
  expect(read.done).toBeGreaterThanOrEqual(55);
  expect(read.total).toBe(55);
  for (const n of [0, 1, 26, 27]) {
    const person = await desk.customer('email', contacts[n]?.email ?? '');
    expect(person.conversations).toHaveLength(n === 27 ? 0 : 1);
    const texts = linesOf(person).filter((line) => line.startsWith('Live Chat Message'));
    expect(texts).toHaveLength(n === 0 ? 46 : n === 27 ? 0 : n === 1 ? 2 : 1);
    expect(new Set(texts).size).toBe(texts.length);
  }
  const second = await desk.customer('email', contacts[1]?.email ?? '');
  expect(second.conversations[0]).toMatchObject({
    status: 'resolved',
    agent: 'Priya Agent',
    team: 'parcels',
    rating: 2,
  });
  const before = await pool.query('select count(*) from event');
  // Again, from the beginning: nothing is new.
  expect(await command('start', 'past')).toEqual([]);
  await desk.settle();
  expect((await pool.query('select count(*) from event')).rows).toEqual(before.rows);
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from event e join event_name m on m.id = e.name_id where m.name like 'Live Chat%' and e.flags & 2 = 0`,
  );
  expect(rows[0]?.n).toBe(0);
});

test('whoever moves the world’s clock alone moves that of the helpdesks: what they tell is taken', async () => {
  const chatwoot = await desk.connect('moved');
  await desk.world.pass(3_600_000);
  const mia = chatwoot.account.addContact({ name: 'Mia', email: 'mia@moved.example.org' });
  chatwoot.account.write(chatwoot.account.open(mia), customerOf(mia), 'An hour later');
  await desk.deliver('moved');
  await desk.settle();
  expect(linesOf(await desk.customer('email', 'mia@moved.example.org'))).toContain(
    'Live Chat Message Sent An hour later',
  );
});

test('a token that is refused ends a backfill', async () => {
  const chatwoot = await desk.connect('refused');
  chatwoot.account.people.clear();
  expect(await command('start', 'refused')).toEqual([]);
  await desk.settle();
  expect(await backfillOf('refused')).toMatchObject({ state: 'FAILED', failure: 'helpdesk_unauthorized', done: 0 });
});

/**
 * What happens in a day of each of the Chatwoots; state changes that a lost webhook would hide are looked for every day. Any week at all
 * is in plugins/helpdesk-chatwoot/domain/week.test.ts.
 */
const days: readonly ((chatwoot: ChatwootServer) => void)[] = [
  ({ account }) => {
    const mia = account.addContact({ name: 'Mia Moor', email: `mia@${account.accountName}.example.org` });
    const chat = account.open(mia);
    account.write(chat, customerOf(mia), 'Where is my parcel?');
    account.assign(chat, { agent: 4 });
  },
  (chatwoot) => chatwoot.account.assign(chatOf(chatwoot), { agent: 7, team: 2 }),
  (chatwoot) => {
    chatwoot.account.write(chatOf(chatwoot), priya, 'careful, she is angry', { isPrivate: true });
    chatwoot.account.write(chatOf(chatwoot), priya, 'It is on its way');
    chatwoot.account.setStatus(chatOf(chatwoot), 'resolved');
  },
  (chatwoot) => chatwoot.account.rate(chatwoot.account.askForRating(chatOf(chatwoot)), 1, 'still nothing'),
  (chatwoot) => {
    const chat = chatOf(chatwoot);
    chatwoot.account.setStatus(chat, 'open');
    chatwoot.account.write(chat, { type: 'contact', id: chat.contactId }, 'It is still not here');
  },
];
function chatOf({ account }: ChatwootServer): Conversation {
  const chat = account.conversations.get(1);
  if (chat === undefined) throw new Error('no conversation');
  return chat;
}

const doubled = (told: readonly Told[]): Told[] => [...told, ...told].reverse();
const dropped = (told: readonly Told[]): Told[] => told.filter((_, n) => n % 3 === 1);

testAtLength('days of webhooks in order, backwards and twice, some, and none: one story', async () => {
  const keys = ['inorder', 'backwards', 'lossy', 'silent'];
  for (const key of keys) (await desk.connect(key)).account.accountName = key;
  const late: Told[] = [];
  for (const happens of days) {
    await desk.pass(day);
    for (const key of keys) happens(desk.of(key));
    // It arrives once the second is over, in which nothing has its place yet.
    await desk.world.pass(2_000);
    await desk.deliver('inorder');
    // Of two days together, the later first.
    late.push(...desk.of('backwards').account.told.splice(0));
    desk.of('silent').account.told.length = 0;
    await desk.deliver('lossy', dropped);
    await desk.pass(4 * 60);
    await desk.readChanges();
  }
  desk.of('backwards').account.told.push(...late);
  await desk.deliver('backwards', doubled);
  await desk.pass(4 * 60);
  await desk.readChanges();
  const [inOrder, ...others] = await Promise.all(keys.map((key) => desk.customer('email', `mia@${key}.example.org`)));
  if (inOrder === undefined) throw new Error('nobody is there');
  expect(inOrder.conversations).toMatchObject([
    { status: 'open', agent: 'Priya Agent', team: 'parcels', handoffs: 1, rating: 1, lastWriter: 'customer' },
  ]);
  expect(linesOf(inOrder)).toEqual([
    'Conversation Reopened ',
    ...[
      'Live Chat Message Sent It is still not here',
      'Conversation Rated ',
      'Live Chat Message Received Please rate the conversation',
    ],
    ...['Live Chat Conversation Ended ', 'Live Chat Message Received It is on its way', 'Conversation Assigned '],
    ...['Conversation Handed Over ', 'Conversation Assigned '],
    ...['Live Chat Message Sent Where is my parcel?', 'Live Chat Conversation Started '],
  ]);
  const told = (one: SeenCustomer) => [
    one.conversations,
    one.timeline.map(({ name, occurredAt }) => `${occurredAt} ${name}`),
  ];
  for (const other of others) expect(told(other)).toEqual(told(inOrder));
});

async function traces(connection: string): Promise<readonly string[]> {
  const { rows } = await desk.world.database.pool.query<{ pair: string }>(
    `select contact || ' ' || other as pair from helpdesk_contact_trace where connection = $1 order by 1`,
    [connection],
  );
  return rows.map(({ pair }) => pair);
}

test('two contacts that were merged are one customer, by the trace of it, and the history of who is gone is kept', async () => {
  const chatwoot = await desk.connect('merged');
  const { account } = chatwoot;
  const known = account.addContact({ name: 'Kim Lee', email: 'kim@merged.example.org' });
  const visitor = account.addContact({ name: 'quiet-sun-12' });
  const chat = account.open(visitor);
  account.write(chat, customerOf(visitor), 'It is me, Kim');
  const lou = account.addContact({ name: 'Lou', email: 'lou@merged.example.org' });
  const other = account.open(lou);
  account.write(other, { type: 'contact', id: other.contactId }, 'I am Lou');
  await desk.deliver('merged');
  await desk.settle();
  expect((await desk.customer('email', 'kim@merged.example.org')).conversations).toEqual([]);
  await desk.pass(day);
  account.merge(known, visitor);
  await desk.deliver('merged');
  await desk.settle();
  const kim = await desk.customer('email', 'kim@merged.example.org');
  expect(kim.conversations).toHaveLength(1);
  expect(linesOf(kim)).toEqual([
    ...['Contact Merged ', 'Live Chat Message Sent It is me, Kim', 'Live Chat Conversation Started '],
  ]);
  expect(kim.timeline[0]?.properties).toMatchObject({
    contact_id: String(known.id),
    merged_contact_id: String(visitor.id),
  });
  expect(await desk.customer('chatwoot_contact_id', `merged:${visitor.id}`)).toEqual(kim);
  // A conversation that was given to somebody else would be no merge: both contacts are there.
  other.contactId = known.id;
  account.write(other, customerOf(known), 'now of Kim');
  await desk.deliver('merged');
  await desk.settle();
  const { profileId } = await desk.customer('email', 'lou@merged.example.org');
  expect(profileId).not.toBe(kim.profileId);
  // Who is erased is in no trace any more, neither with whom he met nor as who is gone.
  const pair = (one: Contact, two: Contact): string => [String(one.id), String(two.id)].sort().join(' ');
  expect(await traces('merged')).toEqual([pair(known, visitor), pair(known, lou)].sort());
  await eraseWhole(desk.world.house.privacy, profileId);
  expect(await traces('merged')).toEqual([pair(known, visitor)]);
  await eraseWhole(desk.world.house.privacy, kim.profileId);
  expect(await traces('merged')).toEqual([]);
});

test('what is missing is said in plain words, and made by one command', async () => {
  const chatwoot = await desk.connect('setup');
  const { account } = chatwoot;
  account.webhooks.clear();
  const address = desk.world.product.url;
  const check = async (): Promise<string[]> => {
    const { data, codes } = await desk.world.product.graphql(
      `query ($key: String!, $address: String!) { helpdeskCheck(key: $key, address: $address) }`,
      { key: 'setup', address },
      ['helpdesk.write'],
    );
    expect(codes).toEqual([]);
    return data.helpdeskCheck.map(({ key, state }: { key: string; state: string }) => `${key} ${state}`);
  };
  const well = ['version ok', 'rights ok', 'network warning'];
  expect(await check()).toEqual([...well, 'webhook wrong', 'panel warning']);
  const setUp = () =>
    desk.world.product.graphql(
      `mutation ($input: SetUpHelpdeskInput!) { setUpHelpdesk(input: $input) { helpdesk { settings } } }`,
      { input: { key: 'setup', address } },
      ['helpdesk.write'],
    );
  expect((await setUp()).codes).toEqual([]);
  expect((await setUp()).codes).toEqual([]);
  expect(chatwoot.account.attributeDefinitions.map(({ model, key }) => `${model} ${key}`)).toEqual([
    ...['value', 'segments', 'frustration', 'situation'].map((name) => `contact_attribute cdp_${name}`),
    ...['agent', 'team', 'priority'].map((name) => `conversation_attribute cdp_${name}`),
  ]);
  expect(await check()).toEqual([...well, 'webhook ok', 'panel ok']);
  expect([...account.webhooks.values()]).toHaveLength(1);
  expect([...account.dashboardApps.values()]).toMatchObject([
    { content: [{ url: `${address}/panel/?connection=setup` }] },
  ]);
  // What Chatwoot signs with its own secret is believed: the connection has it now.
  account.addContact({ name: 'Sue Set', email: 'sue@setup.example.org' });
  await desk.deliver('setup');
  await desk.settle();
  expect((await desk.customer('email', 'sue@setup.example.org')).conversations).toEqual([]);
  expect(chatwoot.asked.filter((line) => line.startsWith('GET /contacts/'))).toEqual([]);
  chatwoot.options = { ...chatwoot.options, dropsUnderscores: true };
  expect(await check()).toEqual(['version ok', 'token wrong']);
  chatwoot.options = { now: chatwoot.options.now };
  account.people.delete(7);
  expect(await check()).toEqual(['version ok', 'token wrong']);
});
