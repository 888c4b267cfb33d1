import { z } from 'zod';
import { eventually } from '../support/eventually';
import { joeDesk, JoeStory, joesPanel } from '../support/joe';
import { build } from '../support/rapport';
import { SmtpSink } from '../support/smtp-sink';
import { WholeRapport } from '../support/whole-rapport';

jest.setTimeout(120_000);

let rapport: WholeRapport;
let joe: JoeStory;
let sink: SmtpSink;
beforeAll(async () => {
  build();
  sink = await SmtpSink.start();
  rapport = await WholeRapport.start({ SERVE_ADMIN: 'false', SITUATIONS: 'true' });
  joe = await JoeStory.begin(rapport);
  await seedOutreach();
});
afterAll(async () => {
  await joe.end();
  await rapport.stop();
  await sink.stop();
});

function mutate(
  name: string,
  input: object,
  answer = '__typename',
  type = `${name[0]?.toUpperCase()}${name.slice(1)}`,
) {
  return rapport.graphql(`mutation ($input: ${type}Input!) { ${name}(input: $input) { ${answer} } }`, { input });
}

/** A mail server, news that everybody gets, and the ready journey of recovery, which says sorry before somebody calls. */
async function seedOutreach(): Promise<void> {
  await mutate('changeOutreachSettings', {
    ...{ sandbox: false, publicUrl: rapport.url, policy: { quietHours: [] } },
  });
  const sender = { fromName: 'Tents', fromAddress: 'hello@tents.example' };
  await mutate('createChannel', {
    ...{ key: 'mail', channel: 'smtp', name: 'Mail' },
    settings: { host: '127.0.0.1', port: sink.port, security: 'none', ...sender },
  });
  await mutate('createTopic', { key: 'news', name: { en: 'News' }, basis: 'OPT_OUT' });
  await mutate('createTopic', { key: 'service', name: { en: 'Service' }, kind: 'TRANSACTIONAL' });
  for (const key of ['news', 'sorry', 'is-it-well-again']) {
    const content = { en: { subject: key, text: 'Dear {{firstName}}.' } };
    await mutate('createTemplate', { key, name: key, medium: 'email', defaultLocale: 'en', content });
    await mutate('publishTemplate', { key }, '__typename', 'Template');
  }
  const { journeyTemplates } = await rapport.graphql('{ journeyTemplates }');
  const { definition } = readyJourneys.parse(journeyTemplates).find(({ key }) => key === 'recovery') ?? {};
  const sorry = { kind: 'send', channel: 'email', template: 'sorry', topic: 'service', next: definition?.start };
  const changed = { ...definition, start: 'sorry', steps: { ...definition?.steps, sorry } };
  const made = await mutate(
    'createJourney',
    { key: 'recovery', name: 'Recovery', definition: changed },
    'journey { journeyId }',
  );
  const { journeyId } = made.createJourney.journey;
  await mutate('publishJourney', { journeyId }, '__typename', 'Journey');
}

const readyJourneys = z.array(
  z.object({
    key: z.string(),
    definition: z.looseObject({ start: z.string(), steps: z.record(z.string(), z.json()) }),
  }),
);

/** News to everybody who is known. */
async function sendNews(key: string): Promise<void> {
  const definition = {
    audience: { everyone: true },
    channel: 'email',
    topic: 'news',
    template: 'news',
    expires: '30d',
  };
  const made = await mutate('createBroadcast', { key, name: key, definition }, 'broadcast { broadcastId }');
  await mutate('startBroadcast', made.createBroadcast.broadcast, '__typename');
}

const messages = z.object({
  profile: z.object({
    messages: z.object({
      edges: z.array(
        z.object({
          node: z.object({
            campaign: z.string(),
            state: z.string(),
            reasons: z.array(z.string()),
            dueAt: z.coerce.date().nullable(),
          }),
        }),
      ),
    }),
  }),
});

/** What became of Joe's message of a campaign, once that is decided. */
async function messageOf(campaign: string) {
  const find = async () => {
    const answer = await rapport.graphql(
      `{ profile(identifier: { kind: "email", value: "joe.miller@example.com" }) {
           messages(first: 10) { edges { node { campaign state reasons dueAt } } } } }`,
    );
    return messages.parse(answer).profile.messages.edges.find(({ node }) => node.campaign === campaign)?.node;
  };
  await eventually(async () => !['PLANNED', 'CLAIMED', undefined].includes((await find())?.state), 2_000);
  return find();
}

async function panel(conversation: number, contact: number): Promise<unknown> {
  const query = new URLSearchParams({ connection: joeDesk, conversation: `${conversation}`, contact: `${contact}` });
  const headers = { authorization: `Bearer ${rapport.token}` };
  return (await fetch(`${rapport.url}/panel/api/view?${query.toString()}`, { headers })).json();
}

const attention = z.object({
  needsAttention: z.object({
    edges: z.array(
      z.object({
        node: z.object({
          profile: z.object({
            traits: z.object({ name: z.string() }),
            nextBestActions: z.array(z.object({ key: z.string() })),
            situations: z.object({
              edges: z.array(z.object({ node: z.object({ key: z.string(), evidence: z.string() }) })),
            }),
          }),
        }),
      }),
    ),
  }),
});

/** Who needs us now, and is a case of recovery. */
async function recoveries() {
  const answer = await rapport.graphql(
    `{ needsAttention(situation: "recovery-after-low-rating", locale: "en", first: 10) { edges { node { profile {
         traits nextBestActions(locale: "en") situations(locale: "en", first: 5) { edges { node { key evidence } } } } } } } }`,
  );
  return attention.parse(answer).needsAttention.edges.map(({ node }) => node.profile);
}

test('Joe searches for half an hour, writes, is handed over twice: the agent sees it; he rates it 1 and needs us now: nothing is sold to him, and the recovery reaches him', async () => {
  await joe.searchesHelp();
  const { conversation, contact } = await joe.writesAndIsHandedOver();
  await eventually(async () => {
    const seen = joesPanel.safeParse(await panel(conversation, contact));
    if (!seen.success) return false;
    const keys = seen.data.situations.map(({ key }) => key);
    const labels = seen.data.frustration.lines.map(({ label }) => label);
    return keys.includes('handed-over-twice') && labels.includes('Hand-overs') && labels.includes('Help searched');
  }, 2_000);
  const seen = joesPanel.parse(await panel(conversation, contact));
  const { situations, greeting, actions, summary, frustration } = seen;
  expect(situations.map(({ key }) => key)).toEqual(['handed-over-twice', 'searching-without-success']);
  expect(situations[1]?.evidence).toMatch(
    /^Searched help 6 times since .*, last for “pole sleeve”; read Repair a tent pole/,
  );
  // What is told as a situation is not told again as a segment, by another name.
  expect(seen.who.segments).toEqual([]);
  expect(greeting.text).toContain('Joe');
  expect(greeting.why).toMatch(/situation: Handed over twice \(Handed over 2 times .*\(to Mara, Priya Agent\)/);
  expect(actions[0]?.text).toBe('Own the case');
  expect(actions[0]?.why).toContain('Handed over 2 times');
  // The lines are what the value consists of.
  expect(frustration.lines.map(({ label }) => label)).toEqual([
    'Hand-overs',
    'Help searched',
    'Articles that did not help',
  ]);
  expect(frustration.lines.reduce((sum, { points }) => sum + points, 0)).toBe(frustration.value);
  // The helpdesk tells numbers of those who had it before; a person reads names.
  expect(summary.asked.map(({ text }) => text)).toContain('Can you send me a new one?');
  expect(summary.tried.map(({ text }) => text)).toEqual([
    'Handed over from Tom to Priya Agent',
    'I have tried the repair sleeve already, it does not fit.',
    'Handed over from Priya Agent to Mara',
  ]);
  expect(seen.conversation).toEqual({ status: 'open', handoffs: 2, agent: 'Mara' });
  expect(await recoveries()).toEqual([]);

  // While he waits for an answer nobody sells him anything.
  await sendNews('news-meanwhile');
  expect(await messageOf('news-meanwhile')).toMatchObject({ state: 'DEFERRED', reasons: ['open_conversation'] });

  await joe.isAnsweredAndRates(1, 'Nobody could help me for an hour');
  await eventually(async () => (await recoveries()).length > 0, 2_000);
  const [recovery] = await recoveries();
  expect(recovery?.traits.name).toBe('Joe Miller');
  expect(recovery?.nextBestActions[0]?.key).toBe('call-back');
  const [gravest] = recovery?.situations.edges ?? [];
  expect(gravest?.node.key).toBe('recovery-after-low-rating');
  expect(gravest?.node.evidence).toMatch(/^Rated the conversation 1 of 5 .*“Nobody could help me for an hour”\.$/);

  // Nor in the seven days after it, and the day of rest behind them; but what he is owed reaches him, and an agent is to call.
  const rated = Date.now();
  await sendNews('news-afterwards');
  const held = await messageOf('news-afterwards');
  expect(held).toMatchObject({ state: 'DEFERRED', reasons: ['bad_rating'] });
  const days = ((held?.dueAt?.getTime() ?? 0) - rated) / 86_400_000;
  expect(days).toBeGreaterThan(7.9);
  expect(days).toBeLessThan(8.1);
  expect(await messageOf('recovery')).toMatchObject({ state: 'HANDED', reasons: [] });
  expect(sink.taken.map(({ to, raw }) => [to, /^Subject: (.*)\r$/m.exec(raw)?.[1]])).toEqual([
    [['joe.miller@example.com'], 'sorry'],
  ]);
  await eventually(() => Promise.resolve(joe.notes.length > 0), 2_000);
  expect(joe.notes).toEqual([expect.stringContaining('Gave a bad rating: ask what went wrong, and put it right.')]);
});
