import { z } from 'zod';
import { eventually } from '../support/eventually';
import { joeDesk, JoeStory, joesPanel } from '../support/joe';
import { build } from '../support/rapport';
import { WholeRapport } from '../support/whole-rapport';

jest.setTimeout(120_000);

let rapport: WholeRapport;
let joe: JoeStory;
beforeAll(async () => {
  build();
  rapport = await WholeRapport.start({ SERVE_ADMIN: 'false', SITUATIONS: 'true' });
  joe = await JoeStory.begin(rapport);
});
afterAll(async () => {
  await joe.end();
  await rapport.stop();
});

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

test('Joe searches for half an hour, writes, is handed over twice: the agent sees it; he rates it 1, and needs us now', async () => {
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

  await joe.isAnsweredAndRates(1, 'Nobody could help me for an hour');
  await eventually(async () => (await recoveries()).length > 0, 2_000);
  const [recovery] = await recoveries();
  expect(recovery?.traits.name).toBe('Joe Miller');
  expect(recovery?.nextBestActions[0]?.key).toBe('call-back');
  const [gravest] = recovery?.situations.edges ?? [];
  expect(gravest?.node.key).toBe('recovery-after-low-rating');
  expect(gravest?.node.evidence).toMatch(/^Rated the conversation 1 of 5 .*“Nobody could help me for an hour”\.$/);
});
