import type { Page } from 'playwright-core';
import { type AdminWorld, follow } from '../../support/admin';
import type { TestDatabase } from '../../support/database';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

export function sourcesStories(worldOf: () => AdminWorld): void {
  describe('sources and the event catalogue', () => {
    let world: AdminWorld;
    beforeAll(async () => {
      world = worldOf();
    });

    const post = (writeKey: string, ...batch: readonly object[]) =>
      fetch(`${world.url}/v1/batch`, {
        method: 'POST',
        headers: { 'x-write-key': writeKey },
        body: JSON.stringify({ batch }),
      });
    const order = (revenue: unknown, messageId: string) => ({
      ...{ type: 'track', event: 'Order Completed', userId: 'u-1', messageId },
      properties: { revenue, currency: 'EUR', coupon: null },
    });

    /** By the dialog, as a person does it. @returns the key as the page shows it */
    async function createSource(page: Page, name: string): Promise<string> {
      await page.getByRole('button', { name: 'Create a source' }).first().click();
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('dialog').getByRole('button', { name: 'Create a source' }).click();
      await page.getByText('Waiting for the first event').waitFor();
      return (await page.getByRole('region', { name: 'Write key' }).first().innerText()).trim();
    }

    test('a source is created, its key works, and its first event appears while the page waits', async () => {
      const page = await world.page('sources');
      await page.getByRole('button', { name: 'Create a source' }).first().waitFor();
      const key = await createSource(page, 'Shop');
      await picture(page, 'source-waiting', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.getByRole('region', { name: 'Node.js' }).innerText()).toContain(
        `writeKey: '${key}', host: '${world.url}'`,
      );

      expect((await post(key, order(45.9, 'm-1'))).status).toBe(200);
      await page.getByText('The first event is here').waitFor();
      await page.getByText('Order Completed').first().waitFor();
      await picture(page, 'source-first-event', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('tab', { name: 'Live' }).click();
      await page.getByRole('button', { name: 'Raw JSON' }).first().click();
      await page.getByText('"messageId": "m-1"').first().waitFor();
      expect((await post(key, { ...order(1, 'm-2'), event: 'Another Event' })).status).toBe(200);
      await page.getByText('Another Event').waitFor();
      await picture(page, 'source-live', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      // A key is shown once: who comes again reads its last four characters.
      await page.goto(`${page.url().split('?')[0]}?tab=set-up`);
      await page.getByText(`The key ends in ${key.slice(-4)}`).waitFor();
      expect(await page.content()).not.toContain(key);
    });

    test('a key is rotated: both work, the page says which is used, then the old one is ended', async () => {
      const page = await world.page('sources');
      const old = await createSource(page, 'Rotated');
      await post(old, order(1, 'r-1'));
      await page.getByRole('tab', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Rotate the key' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate the key' }).click();
      await page.getByText(`Old key, ending in ${old.slice(-4)}`).waitFor();
      const shown = page.getByRole('region', { name: 'Write key' }).filter({ hasNotText: old });
      const fresh = (await shown.first().innerText()).trim();
      expect(fresh).not.toBe(old);
      expect([(await post(old, order(1, 'r-2'))).status, (await post(fresh, order(1, 'r-3'))).status]).toEqual([
        200, 200,
      ]);
      await page.getByText('last used').nth(1).waitFor();
      await picture(page, 'source-settings', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('button', { name: 'End the old key' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'End the old key' }).click();
      await page.getByText(`Old key, ending in ${old.slice(-4)}`).waitFor({ state: 'detached' });
      expect([(await post(old, order(1, 'r-4'))).status, (await post(fresh, order(1, 'r-5'))).status]).toEqual([
        401, 200,
      ]);
    });

    test('an event that breaks the plan is rejected; the plan is mended, the event sent again', async () => {
      const page = await world.page('sources');
      const key = await createSource(page, 'Strict shop');
      const address = page.url().split('?')[0] ?? '';
      for (let at = 0; at < 9; at++) await post(key, order(10 + at, `good-${at}`));

      await follow(page, '/admin/event-catalogue');
      await page.getByRole('link', { name: 'Order Completed' }).click();
      await page.getByText('Events by day').waitFor();
      await picture(page, 'event-overview', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Properties' }).click();
      await page.getByText('revenue').waitFor();
      await picture(page, 'event-properties', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('tab', { name: 'Tracking plan' }).click();
      await page.getByRole('button', { name: 'Make a plan from what was seen' }).click();
      await page.getByText('events all fit').waitFor();
      await page.getByRole('combobox').click();
      await page.getByRole('option', { name: 'Reject and keep' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Version 1').first().waitFor();
      await picture(page, 'event-plan', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      const refused = await post(key, order('45,90', 'bad-1'), order(12, 'good-10'));
      expect(await refused.json()).toMatchObject({ accepted: 1, rejected: [{ code: 'plan_violated' }] });
      await page.getByText('must be number').waitFor();

      await follow(page, `${address}?tab=rejected`);
      await page.getByText('revenue: must be number').waitFor();
      await page.getByRole('button', { name: 'Body' }).click();
      await page.getByText('"revenue": "45,90"').waitFor();
      await picture(page, 'source-rejected', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Send all again' }).click();
      await page.getByText('0 accepted, 0 were there before, 1 refused again').waitFor();

      await follow(page, '/admin/event-catalogue');
      await page.getByRole('link', { name: 'Order Completed' }).click();
      await page.getByRole('tab', { name: 'Tracking plan' }).click();
      const editor = page.getByLabel('JSON Schema');
      await editor.fill('{ "properties": { "revenue": { "type": ["number", "string"] } } ');
      await page.getByText('This is not JSON yet').waitFor();
      await editor.fill('{ "properties": { "revenue": { "typ": "number" } } }');
      await page.getByText('is not a keyword that a plan may use').waitFor();
      await editor.fill('{ "properties": { "revenue": { "type": ["number", "string"] } } }');
      await page.getByText('events all fit').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Version 2').first().waitFor();

      await follow(page, `${address}?tab=rejected`);
      await page.getByText('revenue: must be number').waitFor();
      await page.getByRole('checkbox', { name: /^Select:/ }).click();
      await page.getByRole('button', { name: 'Send 1 again' }).click();
      await page.getByText('1 accepted').waitFor();
      await page.getByText('No event waits here').waitFor();
      const { rows } = await world.database.pool.query(`select count(*) from event where message_id = 'bad-1'`);
      expect(rows).toEqual([{ count: 1 }]);
    });

    testAtLength('the same in Chinese, in the dark, and narrow', async () => {
      const page = await world.page('sources', { locale: 'zh-Hans', theme: 'dark' });
      await page.getByRole('heading', { name: '数据源' }).waitFor();
      await page.getByRole('link', { name: 'Strict shop' }).waitFor();
      await picture(page, 'sources-zh', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Strict shop' }).click();
      await page.getByText('最近事件').first().waitFor();
      await page.getByRole('tab', { name: '实时' }).click();
      await picture(page, 'source-live-zh', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      const catalogue = await world.page('event-catalogue', { locale: 'zh-Hans', theme: 'dark', width: 900 });
      await catalogue.getByRole('link', { name: 'Order Completed' }).waitFor();
      await picture(catalogue, 'catalogue-zh', { fullPage: true });
      expect(await seriousFindings(catalogue)).toEqual([]);
    });

    testAtLength('a source is created by keyboard alone', async () => {
      const page = await world.page('sources');
      await page.getByRole('button', { name: 'Create a source' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Name' }).waitFor();
      await page.keyboard.type('By keyboard');
      await page.keyboard.press('Enter');
      await page.getByText('Waiting for the first event').waitFor();
      expect(await page.getByRole('heading', { name: 'By keyboard' }).count()).toBe(1);
    });

    // A thousand below the bound: the stories that follow bring names of their own.
    testAtLength(
      'hundreds of sources, nearly as many event names as there may be, thousands of rejected events',
      async () => {
        await fillMany(world.database);
        const page = await world.page('sources');
        await page.getByRole('link', { name: 'Source 11', exact: true }).waitFor();
        const rows = page.getByRole('row');
        const shown = await rows.count();
        await page.getByRole('button', { name: 'Show more' }).click();
        await rows.nth(shown).waitFor();
        await page.getByRole('searchbox', { name: 'Search' }).fill('source 299');
        await page.getByRole('link', { name: 'Source 299' }).waitFor();
        expect(await rows.count()).toBe(2);

        await follow(page, '/admin/sources/many-11?tab=rejected');
        await page.getByText('revenue: must be number').first().waitFor();
        await page.getByRole('checkbox', { name: 'Select all that are shown' }).click();
        await page.getByRole('button', { name: 'Send 50 again' }).waitFor();
        await picture(page, 'source-rejected-many');
        expect(await seriousFindings(page)).toEqual([]);

        await follow(page, '/admin/event-catalogue');
        await page
          .getByRole('link', { name: /^Custom Event \d+$/ })
          .first()
          .waitFor();
        await picture(page, 'catalogue-many');
        await page.getByRole('searchbox', { name: 'Search' }).fill('event 15151');
        await page.getByRole('link', { name: 'Custom Event 15151' }).waitFor();
        expect(await rows.count()).toBe(2);
        expect(await seriousFindings(page)).toEqual([]);
      },
    );
  });
}

/** As they would have come: sources `Source 1` to `Source 300`, of which 11 sent 10,000 bad events; 19,000 event names. */
async function fillMany({ pool, schema }: TestDatabase): Promise<void> {
  const statements = [
    `insert into ${schema}_strapi.sources (document_id, name, kind, write_key, enabled, created_at, updated_at, published_at)
     select 'many-' || n, 'Source ' || n, 'server', 'many-key-' || n, true, now(), now(), now() from generate_series(1, 300) n`,
    `insert into source_ref (ref) select 'many-' || n from generate_series(1, 300) n`,
    `insert into rejected_event (source_id, received_at, message_id, code, message, body)
     select s.id, now() - n * interval '1 second', 'many-' || n, 'plan_violated', 'revenue: must be number', '{"type":"track"}'
     from generate_series(1, 10000) n, source_ref s where s.ref = 'many-11'`,
    `insert into event_name (type, name, first_seen) select 1, 'Custom Event ' || n, now() from generate_series(1, 19000) n`,
    `insert into event_name_delta (name_id, source_id, day, count) select id, 1, now()::date, id from event_name`,
  ];
  for (const text of statements) await pool.query(text);
}
