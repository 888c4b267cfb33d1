import type { Page } from 'playwright-core';
import { z } from 'zod';
import { AdminWorld } from '../support/admin';
import { chromiumPath, picture, seriousFindings } from '../support/browser';
import { describeWith } from '../support/system';

jest.setTimeout(300_000);

const all = [
  'Overview',
  'Customers',
  'Same person?',
  'Sources',
  'Event catalogue',
  'Privacy',
  'Data care',
  'Audit',
] as const;
type Link = (typeof all)[number];
/** What each ready role finds in the menu. */
const menus: Readonly<Record<string, readonly Link[]>> = {
  marketing: ['Customers', 'Same person?', 'Event catalogue'],
  'cx-lead': ['Customers', 'Same person?', 'Event catalogue'],
  agent: ['Customers', 'Same person?'],
  developer: ['Overview', 'Customers', 'Same person?', 'Sources', 'Event catalogue', 'Data care'],
  'privacy-officer': ['Customers', 'Same person?', 'Privacy', 'Audit'],
};
const ours = ['overview', 'customers', 'merge-queue', 'sources', 'event-catalogue', 'privacy', 'data-care', 'audit'];

const answered = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional() });

describeWith(chromiumPath, 'the ready roles, in a real browser', () => {
  let world: AdminWorld;
  let customer: string;
  beforeAll(async () => {
    world = await AdminWorld.start();
    await world.send([
      { type: 'identify', userId: 'anna', traits: { name: 'Anna Ashen', email: 'anna@example.com', plan: 'gold' } },
      { type: 'identify', userId: 'bob', traits: { name: 'Bob Bold' } },
    ]);
    const { profile } = await world.graphql(
      '{ profile(identifier: { kind: "user_id", value: "anna" }) { profileId } }',
    );
    customer = profile.profileId;
  });
  afterAll(() => world.stop());

  async function menuOf(page: Page): Promise<string[]> {
    const menu = page.getByRole('navigation').first();
    const found: string[] = [];
    for (const name of all) if ((await menu.getByRole('link', { name, exact: true }).count()) > 0) found.push(name);
    return found;
  }

  async function refused(token: string, query: string): Promise<string | undefined> {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return answered.parse(await response.json()).errors?.[0]?.extensions.code;
  }

  test.each(Object.keys(menus))('%s sees what is meant for the role, and no more', async (role) => {
    const token = await world.loginOf(role);
    const page = await world.page(`customers/${customer}`, { token });
    const seesPeople = ['cx-lead', 'agent', 'privacy-officer'].includes(role);
    await (
      seesPeople
        ? page.getByRole('heading', { level: 1, name: 'Anna Ashen' })
        : page.getByRole('heading', { level: 1, name: 'Anonymous visitor' })
    ).waitFor();
    await page.getByText('gold').first().waitFor();
    expect((await page.getByText('anna@example.com').count()) > 0).toBe(seesPeople);
    expect(await menuOf(page)).toEqual(menus[role]);

    const canMerge = role === 'cx-lead';
    const canEdit = role === 'cx-lead' || role === 'agent';
    expect(await page.getByRole('button', { name: 'Merge with …' }).count()).toBe(canMerge ? 1 : 0);
    expect((await page.getByRole('button', { name: /^Edit / }).count()) > 0).toBe(canEdit);
    await picture(page, `role-${role}`);

    const merge = 'mutation { mergeProfiles(input: { first: "x", second: "y" }) { clientMutationId } }';
    const asked = {
      merge,
      erase: `mutation { eraseProfile(input: { profileId: "${customer}", confirmation: "wrong" }) { clientMutationId } }`,
      audit: '{ auditEntries(first: 1) { edges { cursor } } }',
      sources: '{ sources(first: 1) { edges { cursor } } }',
      health: '{ health { checkedAt } }',
    };
    const answers = Object.fromEntries(
      await Promise.all(
        Object.entries(asked).map(async ([name, query]) => [name, (await refused(token, query)) === 'forbidden']),
      ),
    );
    expect(answers).toEqual({
      merge: role !== 'cx-lead',
      erase: role !== 'privacy-officer',
      audit: role !== 'privacy-officer',
      sources: role !== 'developer',
      health: role !== 'developer',
    });

    // Somebody sent him the address of a page that is not his.
    const other = role === 'privacy-officer' ? 'sources' : 'privacy';
    await page.goto(`${world.url}/admin/${other}`);
    await page
      .getByText(/You lack the right|don.t have the permissions/)
      .first()
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });

  test.each(ours)('the page %s breaks no rule of the Content Security Policy and logs no error', async (address) => {
    const page = await world.page(address);
    const complaints: string[] = [];
    page.on('console', (message) => (message.type() === 'error' ? complaints.push(message.text()) : undefined));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
