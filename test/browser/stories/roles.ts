import type { Page } from 'playwright-core';
import { z } from 'zod';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { long } from '../../support/long';

const all = [
  'Overview',
  'Customers',
  'Same person?',
  'Who needs us now',
  'Situations',
  'Sources',
  'Event catalogue',
  'Privacy',
  'Data care',
  'Audit',
] as const;
type Link = (typeof all)[number];
/** What each ready role finds in the menu. */
const menus: Readonly<Record<string, readonly Link[]>> = {
  marketing: ['Customers', 'Same person?', 'Who needs us now', 'Situations', 'Event catalogue'],
  'cx-lead': ['Customers', 'Same person?', 'Who needs us now', 'Situations', 'Event catalogue'],
  agent: ['Customers', 'Same person?', 'Who needs us now', 'Situations'],
  developer: ['Overview', 'Customers', 'Same person?', 'Sources', 'Event catalogue', 'Data care'],
  'privacy-officer': ['Customers', 'Same person?', 'Privacy', 'Audit'],
};

const answered = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional() });

export function rolesStories(worldOf: () => AdminWorld): void {
  describe('the ready roles', () => {
    let world: AdminWorld;
    let customer: string;
    beforeAll(async () => {
      world = worldOf();
      await world.send([
        { type: 'identify', userId: 'clara', traits: { name: 'Clara Coal', email: 'clara@example.com', plan: 'gold' } },
        { type: 'identify', userId: 'dora', traits: { name: 'Dora Dust' } },
      ]);
      const { profile } = await world.graphql(
        '{ profile(identifier: { kind: "user_id", value: "clara" }) { profileId } }',
      );
      customer = profile.profileId;
    });

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

    test.each(long ? Object.keys(menus) : ['agent', 'privacy-officer'])(
      '%s sees what is meant for the role, and no more',
      async (role) => {
        const token = await world.loginOf(role);
        const page = await world.page(`customers/${customer}`, { token });
        const seesPeople = ['cx-lead', 'agent', 'privacy-officer'].includes(role);
        await (
          seesPeople
            ? page.getByRole('heading', { level: 1, name: 'Clara Coal' })
            : page.getByRole('heading', { level: 1, name: 'Anonymous visitor' })
        ).waitFor();
        await page.getByText('gold').first().waitFor();
        expect((await page.getByText('clara@example.com').count()) > 0).toBe(seesPeople);
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
        await follow(page, `/admin/${other}`);
        await page
          .getByText(/You lack the right|don.t have the permissions/)
          .first()
          .waitFor();
        expect(await seriousFindings(page)).toEqual([]);
      },
    );
  });
}
