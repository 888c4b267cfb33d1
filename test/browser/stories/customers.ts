import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { fillCustomers } from '../../bench/fill';
import type { AdminWorld, PageOptions } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

const filled = 3_000;
const day = 86_400_000;
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

const identify = (userId: string, traits: object) => ({ type: 'identify', userId, traits });
const track = (userId: string, event: string, properties: object = {}) => ({
  ...{ type: 'track', userId, event, properties },
  context: { userAgent: chrome, channel: 'web' },
});

export function customersStories(worldOf: () => AdminWorld): void {
  describe('customers', () => {
    let world: AdminWorld;
    const ids = new Map<string, string>();

    beforeAll(async () => {
      world = worldOf();
      await fillCustomers(world.database.pool, { from: 0, to: filled, eventsEach: 1, now: Date.now() - 30 * day });
      await world.database.pool.query('analyze');
      await world.send([
        identify('u-1', { name: 'Ada Byron', email: 'ada@mailbox.example', plan: 'pro', newsletter: true }),
        track('u-1', 'Order Completed', { revenue: 45.9, currency: 'EUR', products: [{}, {}] }),
        track('u-1', 'Help Searched', { query: 'error 651' }),
        { type: 'group', userId: 'u-1', groupId: 'acme', traits: { name: 'Acme Engines' } },
        identify('u-2', { name: 'Mary Somerville', email: 'mary@mailbox.example', plan: 'basic' }),
        { type: 'identify', anonymousId: 'a-3', traits: { name: 'Mary F. Somerville', plan: 'pro' } },
        identify('u-4', { name: 'Emmy Noether', phone: '+4930123456' }),
        identify('u-5', { name: 'Sofja Kowalewskaja', email: 'sofja@mailbox.example' }),
      ]);
      // Somebody types the address of a known customer: that only suggests a merge.
      await world.send(
        ['mary', 'sofja'].map((name) => ({
          ...{ type: 'identify', anonymousId: `typed-${name}` },
          traits: { email: `${name}@mailbox.example`, firstName: `Typed ${name}` },
        })),
        'browser',
      );
      for (const name of ['u-1', 'u-2', 'u-4', 'u-5']) {
        const query =
          'query Id($value: String!) { profile(identifier: { kind: "user_id", value: $value }) { profileId } }';
        ids.set(name, String((await world.graphql(query, { value: name })).profile.profileId));
      }
    });

    const open = (userId: string, options?: PageOptions): Promise<Page> =>
      world.page(`customers/${ids.get(userId)}`, options);
    const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

    test('of thousands a search finds one as it is typed, and the arrow and Enter open it', async () => {
      const page = await world.page('customers');
      await page.getByText('Emmy Noether').waitFor();
      await picture(page, 'customers');
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('searchbox').fill('byr');
      await page.getByText('Emmy Noether').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Ada Byron' }).waitFor();
      expect(await page.getByRole('row').count()).toBe(2);
      await page.getByRole('searchbox').press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Ada Byron' }).waitFor();
      await part(page, 'Identifiers').getByText('ada@mailbox.example', { exact: true }).waitFor();
      await part(page, 'Accounts').getByText('Acme Engines').waitFor();
      await page.getByText('€45.90 (1 order)').waitFor();
      await picture(page, 'customer');
      expect(await seriousFindings(page)).toEqual([]);
    });

    testAtLength('the whole list can be gone through, and a list with other columns is kept as a view', async () => {
      const page = await world.page('customers?search=lovelace&column=trait%3Acountry&column=firstSeen');
      await page.getByText('country', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Next page' }).click();
      await page.getByText('Page 2').waitFor();
      expect(await page.getByRole('row').count()).toBe(51);

      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Save as a view …' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('The Lovelaces');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved “The Lovelaces”.').waitFor();
      const another = await world.page('customers');
      await another.getByRole('button', { name: 'Views' }).click();
      await another.getByRole('menuitem', { name: 'The Lovelaces' }).click();
      await another.getByText('country', { exact: true }).waitFor();
      expect(await another.getByRole('searchbox').inputValue()).toBe('lovelace');
    });

    test('the timeline tells events as sentences, filters them, and shows what arrived', async () => {
      const page = await open('u-1');
      const timeline = part(page, 'Timeline');
      await timeline.getByRole('button', { name: 'Ordered 2 items for €45.90' }).waitFor();
      await timeline.getByText('Chrome, Windows').first().waitFor();

      await timeline.getByRole('combobox', { name: 'Event name' }).click();
      await page.getByRole('option', { name: 'Help Searched' }).click();
      await page.keyboard.press('Escape');
      await timeline.getByRole('button', { name: 'Ordered 2 items' }).waitFor({ state: 'detached' });
      await timeline.getByRole('button', { name: 'Searched the help centre for “error 651”' }).click();
      expect(await timeline.getByRole('region', { name: 'Properties' }).innerText()).toContain('"query": "error 651"');
      expect(await seriousFindings(page)).toEqual([]);
    });

    test('an event that arrives is on the page without anybody’s doing', async () => {
      const page = await open('u-4');
      await part(page, 'Timeline').getByText('Told us').waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      await world.send([track('u-4', 'Product Viewed', { name: 'Invariant lamp' }), identify('u-4', { plan: 'gold' })]);
      await page.getByRole('button', { name: 'Looked at “Invariant lamp”' }).waitFor();
      await part(page, 'Traits').getByText('gold').waitFor();
    });

    test('a trait is edited as an event with its author, and the edit is undone', async () => {
      const page = await open('u-1');
      const traits = part(page, 'Traits');
      await traits.getByRole('button', { name: 'Edit plan' }).click();
      await page.getByRole('textbox', { name: 'Value' }).fill('enterprise');
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save' }).click();
      await traits.getByText('enterprise').waitFor();
      await part(page, 'Timeline').getByRole('button', { name: 'plan written by hand' }).waitFor();
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
      await traits.getByText('enterprise').waitFor({ state: 'detached' });
      await traits.getByText('pro', { exact: true }).waitFor();
    });

    test('two are merged after a look at what comes of it, and taken apart again', async () => {
      const page = await open('u-2');
      await page.getByRole('button', { name: 'Merge with …' }).click();
      await page.getByRole('dialog').getByRole('searchbox').fill('mary f');
      await page.getByRole('dialog').getByRole('button', { name: 'Mary F. Somerville' }).click();
      await page.getByRole('heading', { name: 'Traits that differ' }).waitFor();
      await picture(page, 'customer-merge');
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
      await page.getByText('Merged.', { exact: true }).waitFor();
      await part(page, 'Identifiers').getByText('a-3', { exact: true }).waitFor();

      await part(page, 'Merges').getByRole('button', { name: 'Undo this merge …' }).click();
      await page.getByText('Becomes a customer of its own').waitFor();
      await picture(page, 'customer-unmerge');
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Separate them' }).click();
      await page.getByText('Separated into two customers.').waitFor();
      await part(page, 'Identifiers').getByText('a-3', { exact: true }).waitFor({ state: 'detached' });
    });

    test('the queue is worked through by keyboard: different people, then the same person', async () => {
      const page = await world.page('merge-queue');
      await page.getByText('1 of 2').waitFor();
      await page.getByRole('heading', { name: 'Typed mary' }).waitFor();
      await picture(page, 'merge-queue');
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await page.getByText('2 of 2').waitFor();
      await page.getByRole('heading', { name: 'Typed sofja' }).waitFor();
      await page.keyboard.press('d');
      await page.getByText('Kept apart; the same evidence will not ask again.').waitFor();
      await page.getByText('1 of 1').waitFor();
      await page.getByRole('heading', { name: 'Typed mary' }).waitFor();
      await page.keyboard.press('m');
      await page.getByText('Nothing to decide. Well done.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      // The undo of a merge that was decided is an unmerge.
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Merged.', { exact: true }).waitFor({ state: 'detached' });
      const identifiers = part(await open('u-2'), 'Identifiers');
      await identifiers.getByText('mary@mailbox.example', { exact: true }).waitFor();
      expect(await identifiers.getByText('typed-mary', { exact: true }).count()).toBe(0);
    });

    testAtLength('all that is kept of a customer is exported, as a page and as JSON', async () => {
      const page = await open('u-1');
      for (const [choice, ending] of [
        ['A page to read', 'html'],
        ['JSON', 'json'],
      ] as const) {
        await page.getByRole('button', { name: 'More', exact: true }).click();
        await page.getByRole('menuitem', { name: 'Export …' }).click();
        await page.getByRole('radio', { name: choice }).click();
        expect(await seriousFindings(page)).toEqual([]);
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download' }).click();
        const file = await downloading;
        expect(file.suggestedFilename()).toBe(`customer-${ids.get('u-1')}.${ending}`);
        expect(await readFile(await file.path(), 'utf8')).toContain('ada@mailbox.example');
      }
    });

    test('a customer is erased once the code is typed; the receipt is shown and kept', async () => {
      const id = ids.get('u-5') ?? '';
      const page = await open('u-5');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Erase for good …' }).click();
      const dialog = page.getByRole('dialog');
      const erase = dialog.getByRole('button', { name: 'Erase for good' });
      await dialog.getByText('Identifiers', { exact: true }).waitFor();
      await dialog.getByRole('textbox').fill('wrong');
      expect(await erase.isDisabled()).toBe(true);
      await dialog.getByRole('textbox').fill(id.slice(-6));
      await picture(page, 'customer-erase');
      expect(await seriousFindings(page)).toEqual([]);
      await erase.click();
      await dialog.getByRole('heading', { name: 'Receipt' }).waitFor();
      await picture(page, 'customer-erased');
      expect(await seriousFindings(page)).toEqual([]);
      const downloading = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Download the receipt' }).click();
      const receipt = await readFile(await (await downloading).path(), 'utf8');
      expect(JSON.parse(receipt)).toMatchObject({ type: 'rapport.erasure', profileId: id });
      expect(receipt).not.toContain('sofja');
      await dialog.getByRole('button', { name: 'To all customers' }).click();
      await page.getByRole('link', { name: 'Emmy Noether' }).waitFor();
      expect(await page.getByText('Sofja Kowalewskaja').count()).toBe(0);
    });

    testAtLength('in Chinese, in the dark and on a narrow screen', async () => {
      const options = { locale: 'zh-Hans', theme: 'dark', width: 640 } as const;
      const list = await world.page('customers', options);
      await list.getByRole('heading', { level: 1, name: '客户' }).waitFor();
      await list.getByRole('link', { name: 'Ada Byron' }).waitFor();
      await picture(list, 'customers-zh-dark');
      expect(await seriousFindings(list)).toEqual([]);
      const customer = await open('u-1', options);
      await part(customer, '时间线').getByRole('button', { name: '下单 2 件商品，€45.90' }).waitFor();
      await picture(customer, 'customer-zh-dark', { fullPage: true });
      expect(await seriousFindings(customer)).toEqual([]);
    });
  });
}
