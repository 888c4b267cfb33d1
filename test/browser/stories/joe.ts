import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { eventually } from '../../support/eventually';
import { joeDesk, JoeStory } from '../../support/joe';

export function joeStories(worldOf: () => AdminWorld): void {
  test('Joe, in the helpdesk: who takes over sees why he is cross, what to say and to do; his rating makes him a case of recovery', async () => {
    const world = worldOf();
    await world.graphql('mutation { installSituations(input: {}) { clientMutationId } }');
    const joe = await JoeStory.begin(world);
    try {
      await joe.searchesHelp();
      const { conversation, contact } = await joe.writesAndIsHandedOver();
      const panel = `${world.url}/panel/?connection=${joeDesk}`;
      // Who may show the panel is looked up every few seconds.
      await eventually(
        async () => (await fetch(panel)).headers.get('content-security-policy')?.includes(joe.url) === true,
      );

      const page = await world.page('', { width: 1_400, height: 1_300 });
      await page.goto(`${joe.url}/?conversation=${conversation}#code=${await world.panelCode()}`);
      const frame = page.frameLocator('iframe');
      await frame.getByRole('heading', { level: 1, name: 'Joe Miller' }).waitFor();
      expect(page.url()).not.toContain('code=');
      await frame.getByRole('blockquote').filter({ hasText: 'You have been passed from one colleague' }).waitFor();
      await frame.getByText('Searched help 6 times since').first().waitFor();
      await frame.getByText('Own the case').first().waitFor();
      const lines = frame.locator('.gauge-lines li');
      await eventually(async () => (await lines.count()) === 3);
      expect(await lines.allInnerTexts()).toEqual([
        expect.stringMatching(/^Hand-overs\s+\+28$/),
        expect.stringMatching(/^Help searched\s+\+15$/),
        expect.stringMatching(/^Articles that did not help\s+\+5$/),
      ]);
      await frame.getByText('Handed over from Tom to Priya Agent').first().waitFor();
      await picture(page, 'helpdesk-joe');
      expect(await seriousFindings(page)).toEqual([]);

      await joe.isAnsweredAndRates(1, 'Nobody could help me for an hour');
      await page.getByRole('main').getByText('1/5').waitFor();
      await frame.getByText('Recovery: rated us badly').first().waitFor();
      // With the keyboard alone, and what is chosen stays chosen while the list goes on.
      const link = page.getByRole('link', { name: /Joe Miller/ });
      await link.focus();
      await page.keyboard.press('Enter');
      await frame.getByText('Call back').first().waitFor();

      const attention = await world.page('attention');
      const row = attention.getByRole('row').filter({ hasText: 'Joe Miller' });
      await row.getByText('Rated the conversation 1 of 5').waitFor();
      await picture(attention, 'attention-joe');

      for (const [width, locale] of [
        [320, 'en'],
        [400, 'zh'],
        [900, 'en'],
      ] as const) {
        await page.setViewportSize({ width, height: 1_200 });
        const code = await world.panelCode();
        await page.goto(`${panel}&conversation=${conversation}&contact=${contact}&locale=${locale}#code=${code}`);
        await page.getByRole('heading', { level: 1, name: 'Joe Miller' }).waitFor();
        await picture(page, `panel-joe-${width}`, { fullPage: true });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    } finally {
      await joe.end();
    }
  });
}
