import type { ConversationFact } from '@rapport/sdk';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { eventually } from '../../support/eventually';
import { testAtLength } from '../../support/long';

const minute = 60_000;
const day = 24 * 60 * minute;
const agents = ['Priya', 'Tom', 'Lena', 'Wei'];
const teams = ['Parcels', 'Billing'];
const channels = ['web', 'email', 'whatsapp'];

type Story = { readonly openedAt: number; readonly agent: string; readonly facts: readonly ConversationFact[] };

/** What an agent does; the numbers follow from the index alone, so that pictures can be compared. */
function storyOf(index: number, now: number): Story {
  const openedAt = now - (index % 55) * day - (index % 7) * 60 * minute - 3 * 60 * minute;
  const draw = (index * 7_919) % 101;
  const agent = agents[index % agents.length] ?? '';
  const person = { id: agent, name: agent };
  const wait = (1 + (draw % 23) * (agent === 'Tom' ? 3 : 1)) * minute;
  const said = { kind: 'message', isPrivate: false, text: 'x', attachments: 0 } as const;
  const facts: ConversationFact[] = [
    { kind: 'opened', key: 'opened', at: openedAt, channel: channels[index % 3] ?? null, subject: null },
    { ...said, key: 'message:1', at: openedAt, author: 'customer', by: null },
  ];
  if (draw >= 6) facts.push({ ...said, key: 'message:2', at: openedAt + wait, author: 'agent', by: person });
  if (draw % 5 === 0)
    facts.push({
      kind: 'assigned',
      key: 'a',
      at: openedAt + minute,
      role: 'agent',
      from: { id: '0', name: 'Ann' },
      to: person,
    });
  const ended = openedAt + wait + (5 + (draw % 40)) * minute;
  facts.push({ kind: 'status', key: 's1', at: ended, from: 'open', to: 'resolved' });
  if (draw % 9 === 0) facts.push({ kind: 'status', key: 's2', at: ended + minute, from: 'resolved', to: 'open' });
  const rating = agent === 'Tom' ? 1 + (draw % 4) : 3 + (draw % 3);
  if (draw % 2 === 0) facts.push({ kind: 'rated', key: 'r', at: ended + minute, rating, comment: null });
  return { openedAt, agent, facts };
}

/** Conversations as the helpdesks left them before figures were kept: the background walk finds them. */
async function seed({ database: { pool } }: AdminWorld, count: number, email: string): Promise<void> {
  const now = Date.now();
  const stories = Array.from({ length: count }, (_, index) => storyOf(index, now));
  await pool.query(
    `insert into conversation_fact (connection, external_id, key, at, fact)
     select 'desk', $3 || i, f->>'key', to_timestamp((f->>'at')::float8 / 1000), f
     from unnest($1::int[], $2::jsonb[]) as u(i, told), jsonb_array_elements(told) as f`,
    [stories.map((_, index) => index), stories.map(({ facts }) => JSON.stringify(facts)), email],
  );
  await pool.query(
    `insert into conversation (public_id, connection, external_id, profile_id, channel, status, team, agent, opened_at, updated_at)
     select gen_random_uuid(), 'desk', $5 || (i - 1), (select p.id from profile p where p.traits->>'email' = $5), channel, 'resolved', team,
       agent, to_timestamp(at / 1000), to_timestamp(at / 1000)
     from unnest($1::float8[], $2::text[], $3::text[], $4::text[]) with ordinality as u(at, channel, team, agent, i)`,
    [
      stories.map(({ openedAt }) => openedAt),
      stories.map((_, index) => channels[index % 3]),
      stories.map((_, index) => teams[index % 2]),
      stories.map(({ agent }) => agent),
      email,
    ],
  );
}

/** Until the background walk has been to all. A page that is loaded again and again would only keep the machine from it. */
async function folded({ database: { pool } }: AdminWorld): Promise<void> {
  await eventually(async () => {
    const { rowCount } = await pool.query(
      `select from conversation c where not exists (select from conversation_figures f where f.conversation_id = c.id) limit 1`,
    );
    return rowCount === 0;
  }, 3_000);
}

export function insightStories(worldOf: () => AdminWorld): void {
  testAtLength('figures: from nothing to many, down to the customer, and the address says what is shown', async () => {
    const world = worldOf();
    const page = await world.page('figures');
    await page.getByText('Nothing counts in this period yet').waitFor();
    await picture(page, 'figures-empty');
    expect(await seriousFindings(page)).toEqual([]);

    await world.send([
      { type: 'identify', userId: 'fig-1', traits: { name: 'Nora Lind', email: 'nora@example.com' } },
      { type: 'identify', userId: 'fig-2', traits: { name: 'Omar Haddad', email: 'omar@example.com' } },
    ]);
    await seed(world, 3, 'nora@example.com');
    await folded(world);
    await page.reload();
    await page.getByRole('button', { name: /^Satisfaction/ }).waitFor();
    await picture(page, 'figures-three', { fullPage: true });
    // Nobody was recommended for what is over already.
    await page.getByRole('button', { name: /^Routing agreement.*no data/s }).click();
    await page.getByText('Conversations that the recommended agent has').waitFor();
    await page.getByText('No conversation counts here.').waitFor();

    await seed(world, 900, 'omar@example.com');
    await folded(world);
    await page.reload();
    // The half of them that is in the last 28 days, without those whom nobody answered.
    await page.getByRole('button', { name: /^Time to human.*4\d\d conversations/s }).waitFor();
    // With the keyboard alone: another figure, by agent, then one agent.
    const hands = page.getByRole('button', { name: /^Time to human/ });
    await hands.focus();
    await page.keyboard.press('Enter');
    await page.getByText('From the first message of the customer to the first public reply of a person').waitFor();
    await page.getByRole('combobox', { name: 'Break down by' }).click();
    await page.getByRole('option', { name: 'Agent' }).click();
    await page.getByRole('button', { name: 'Tom' }).waitFor();
    await picture(page, 'figures', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tom' }).click();
    await page.getByRole('button', { name: /Stop filtering by Agent/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?figure=time_to_human&by=agent&agent=Tom');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^figures-.*\.csv$/);
    await page.getByRole('link', { name: 'Omar Haddad' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Omar Haddad' }).waitFor();
  });

  testAtLength('figures in Chinese, in the dark, narrow; without the right there is no page', async () => {
    const world = worldOf();
    const token = await world.loginOf('marketing');
    const page = await world.page('figures?by=agent', { token, locale: 'zh-Hans', theme: 'dark', width: 900 });
    await page.getByRole('heading', { level: 1, name: '指标' }).waitFor();
    await page.getByRole('button', { name: 'Tom' }).waitFor();
    await picture(page, 'figures-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    const other = await world.page('figures', { token: await world.loginOf('developer') });
    await other.getByText('figures.read').first().waitFor();
    await follow(other, '/admin/customers');
  });
}
