import { readFile } from 'node:fs/promises';
import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { long } from '../../support/long';
import { eventually } from '../../support/eventually';
import { testAtLength } from '../../support/long';

export function careStories(worldOf: () => AdminWorld): void {
  describe('care of the data', () => {
    let world: AdminWorld;
    beforeAll(async () => {
      world = worldOf();
      const long = { timestamp: '2025-03-01T10:00:00Z' };
      await world.send([
        { type: 'identify', userId: 'anna', traits: { name: 'Anna Ashen', email: 'anna@example.com' } },
        { type: 'identify', userId: 'bob', traits: { name: 'Bob Bold' } },
        ...Array.from({ length: 30 }, (_, n) => ({
          type: 'track',
          event: 'Product Viewed',
          userId: 'anna',
          ...long,
          messageId: `o${n}`,
        })),
        { type: 'track', event: 'Order Completed', userId: 'anna', properties: { revenue: 12 } },
        { type: 'track', event: 'Old Visit', userId: 'bob', timestamp: new Date(Date.now() - 400 * 86_400_000) },
        { type: 'track', event: 'New Visit', userId: 'bob' },
      ]);
    });

    test('a person is found, exported and erased; the receipt is verified', async () => {
      const page = await world.page('privacy');
      await page.getByText('Nobody was erased yet.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByLabel('E-mail, phone with +').fill('Anna@example.com');
      await page.keyboard.press('Enter');
      await page.getByText('Anna Ashen').waitFor();
      await picture(page, 'privacy-found');

      await page.getByRole('button', { name: 'Export' }).click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click();
      const exported = await readFile(await (await downloading).path(), 'utf8');
      expect(exported).toContain('Anna Ashen');

      await page.getByRole('button', { name: 'Erase …' }).click();
      const dialog = page.getByRole('dialog');
      const erase = dialog.getByRole('button', { name: 'Erase for good' });
      await dialog.getByText('Events', { exact: true }).waitFor();
      expect(await erase.isDisabled()).toBe(true);
      await picture(page, 'privacy-erase');
      expect(await seriousFindings(page)).toEqual([]);
      const label = await dialog.getByText(/Type [0-9a-f]{6} to confirm/).innerText();
      await dialog.getByRole('textbox').fill(/Type ([0-9a-f]{6})/.exec(label)?.[1] ?? '');
      await erase.click();
      await dialog.getByText(/^Erased on/).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('gridcell', { name: 'done' }).waitFor();
      await page.getByText('Nobody is known by that.').waitFor();

      await page.getByRole('button', { name: 'Receipt' }).click();
      const receipt = await page.getByRole('dialog').getByRole('region', { name: 'Receipt' }).innerText();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
      await page.getByLabel('The receipt, as it was given').fill(receipt);
      await page.getByLabel('Does it cover').fill('anna@example.com');
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Signed here, and unchanged.').waitFor();
      await page.getByText('It covers anna@example.com.').waitFor();
      await page.getByLabel('The receipt, as it was given').fill(receipt.replace('"version": 1', '"version": 2'));
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Not signed here, or changed since.').waitFor();
      await page.getByLabel('The receipt, as it was given').fill('nonsense');
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('This is no JSON').waitFor();
      await picture(page, 'privacy', { fullPage: true });
    });

    test('the log says who did it, is filtered, checked and exported', async () => {
      await eventually(
        async () => (await world.database.pool.query('select from audit where position is null')).rowCount === 0,
      );
      const page = await world.page('audit');
      const row = (text: string) => page.getByRole('row').filter({ hasText: text });
      await row('Erased a customer').filter({ hasText: 'Ada Admin' }).waitFor();
      await row('Exported a customer').waitFor();
      await page.getByRole('button', { name: 'Check the chain' }).click();
      await page.getByText(/The chain is whole: \d+ entries/).waitFor();
      await picture(page, 'audit', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('combobox', { name: 'What' }).click();
      await page.getByRole('option', { name: 'Erased a customer' }).click();
      await page.keyboard.press('Escape');
      await row('Exported a customer').waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.getAll('action')).toEqual(['erasure.begun']);
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export these' }).click();
      const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
      expect(lines.map((line) => JSON.parse(line).action)).toEqual(['erasure.begun']);

      await world.database.pool.query(`update audit set actor = 'admin:9' where position = 2`);
      await page.getByRole('button', { name: 'Check the chain' }).click();
      await page.getByText('The chain breaks at entry 2').waitFor();
    });

    testAtLength('storage by table, and how to make a backup', async () => {
      await world.database.pool.query(`insert into storage_day (day, bytes, event_bytes, events)
      select current_date - n, 90000000 - n * 1500000, 60000000, 1000 from generate_series(1, 20) n on conflict do nothing`);
      await world.send([{ type: 'track', event: 'Page Left', userId: 'bob' }]);
      const page = await world.page('data-care');
      await page.getByRole('img', { name: 'Size, day by day' }).waitFor();
      await page
        .getByRole('listitem')
        .filter({ hasText: /^event/ })
        .first()
        .waitFor();
      await page.getByRole('listitem').filter({ hasText: 'Page Left' }).first().waitFor();
      await picture(page, 'storage', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Backup' }).click();
      await page.getByText('No backup was made by `rapport backup`').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await world.database.pool.query(
        `insert into backup (at, bytes, row_count, secrets) values (now() - interval '9 days', 48200000, 10, true)`,
      );
      const again = await world.page('data-care?tab=backup');
      await again.getByText('It is more than a week old.').waitFor();
      await again.getByText('48 MB').waitFor();
    });

    testAtLength('a rule is looked at, set, and removed again', async () => {
      const page = await world.page('data-care?tab=retention');
      await page.getByText('There is no rule: events are kept for ever.').waitFor();
      await page.getByRole('button', { name: 'Add a rule' }).click();
      const dialog = page.getByRole('dialog');
      const save = dialog.getByRole('button', { name: 'Save' });
      expect(await save.isDisabled()).toBe(true);
      await dialog.getByRole('combobox', { name: 'Event' }).click();
      await page.getByRole('option', { name: 'New Visit' }).click();
      await dialog.getByText('Nothing is old enough to go now.').waitFor();
      await dialog.getByRole('combobox', { name: 'A rule for' }).click();
      await page.getByRole('option', { name: 'All events without a rule of their own' }).click();
      await dialog.getByText(/^\d+ events?, about .*, all rules together:$/).waitFor();
      await dialog.getByText('Old Visit').waitFor();
      expect(await save.isDisabled()).toBe(true);
      await picture(page, 'retention-preview');
      expect(await seriousFindings(page)).toEqual([]);
      await dialog.getByRole('checkbox', { name: /I know that deleted events/ }).click();
      await save.click();
      const row = page.getByRole('row').filter({ hasText: 'All events without a rule of their own' });
      await row.filter({ hasText: '365 days' }).waitFor();
      await picture(page, 'retention');
      expect(await seriousFindings(page)).toEqual([]);

      await row.getByRole('button', { name: /^Remove/ }).click();
      const removing = page.getByRole('dialog', { name: /^Remove this rule/ });
      await removing.getByText('Nothing is old enough to go now.').waitFor();
      await picture(page, 'retention-remove');
      expect(await seriousFindings(page)).toEqual([]);
      await removing.getByRole('button', { name: 'Remove' }).click();
      await page.getByText('The rule is gone.').waitFor();
      await page.getByText('There is no rule: events are kept for ever.').waitFor();
    });

    const pages = ['privacy', 'data-care', 'audit', 'data-care?tab=retention', 'data-care?tab=backup'];
    test.each(long ? pages : pages.slice(0, 2))('%s in Chinese and in the dark', async (address) => {
      const page = await world.page(address, { locale: 'zh-Hans', theme: 'dark' });
      await page.getByRole('heading', { level: 1, name: /隐私|审计|数据维护/ }).waitFor();
      await page.getByRole('status').filter({ hasText: '正在加载' }).waitFor({ state: 'detached' });
      expect(await seriousFindings(page)).toEqual([]);
      await picture(page, `care-zh-${address.replace(/\W+/g, '-')}`, { fullPage: true });
    });
  });
}
