import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';

export function overviewStories(worldOf: () => AdminWorld): void {
  describe('the overview', () => {
    let world: AdminWorld;
    beforeAll(async () => {
      world = worldOf();
    });

    test('a new installation says what to do next, and ticks off what was really done', async () => {
      const page = await world.page('overview');
      await page.getByRole('heading', { name: 'First steps' }).waitFor();
      const step = (text: string) => page.getByRole('listitem').filter({ hasText: text });
      expect(await step('Create a source').innerText()).toContain('Done');
      expect(await step('Send a first event').innerText()).toContain('To do');
      await page.getByText('Nothing waits for anybody.').waitFor();
      await page.getByText('No backup was made by `rapport backup`').waitFor();
      await page.getByRole('gridcell', { name: 'worker' }).waitFor();
      await picture(page, 'overview-new', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      await world.send([{ type: 'identify', userId: 'first', traits: { name: 'Ada Lovelace' } }]);
      await step('Send a first event').filter({ hasText: 'Done' }).waitFor();

      await step('Look at a customer').getByRole('link').click();
      await page.getByText('Ada Lovelace').first().click();
      await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await page.getByRole('link', { name: 'Overview' }).click();
      await step('Look at a customer').filter({ hasText: 'Done' }).waitFor();
      expect(await step('Invite a colleague').innerText()).toContain('To do');
    });

    test('a running one shows what comes in, in Chinese and in the dark as well', async () => {
      await world.send([
        ...Array.from({ length: 40 }, (_, n) => ({
          type: 'track',
          event: 'Product Viewed',
          userId: `visitor-${n % 7}`,
        })),
        { type: 'track', userId: 'without an event name' },
      ]);
      const page = await world.page('overview', { locale: 'zh-Hans', theme: 'dark' });
      await page.getByRole('heading', { name: '概览' }).waitFor();
      await page.getByRole('link', { name: '被拒事件' }).waitFor();
      await page.getByText('运行中').first().waitFor();
      await picture(page, 'overview-dark', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
}
