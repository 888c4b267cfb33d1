import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

export function scriptStories(worldOf: () => AdminWorld): void {
  test('a script is found, seen as it reads for customers, invented and real, and its holes are marked', async () => {
    const world = worldOf();
    const traits = { firstName: 'Nadia', lastName: 'Petrova', email: 'nadia@example.com' };
    await world.send([{ type: 'identify', userId: 'scripts-1', traits }]);
    const page = await world.page('scripts');
    await page.getByRole('heading', { level: 1, name: 'Scripts' }).waitFor();
    await page.getByLabel('Search scripts').fill('delivery late');
    await page.getByRole('button', { name: /The delivery is late/ }).click();
    const said = page.getByRole('region', { name: 'What it says' });
    await said.getByText(/Kim\. Your delivery is late, .* with DHL/).waitFor();
    await picture(page, 'scripts', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    // Without the facts of a situation the sentences with holes give way, and say what is missing.
    await page.getByRole('checkbox').click();
    await said.getByText('I do not have a new date yet').waitFor();
    const how = page.getByRole('region', { name: 'How it came about' });
    await how.getByText('situation.carrier').waitFor();

    await page.getByLabel('Search a customer').fill('petrova');
    await page.getByRole('button', { name: 'Nadia Petrova' }).click();
    await said.getByText(/Nadia\. Your delivery is late/).waitFor();
    await picture(page, 'scripts-customer', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'body' }).waitFor();
  });

  testAtLength('in Chinese and in the dark, for somebody who may only look', async () => {
    const page = await worldOf().page('scripts', {
      ...{ token: await worldOf().loginOf('agent'), locale: 'zh-Hans', theme: 'dark' },
    });
    await page.getByRole('heading', { level: 1, name: '话术' }).waitFor();
    await page.getByRole('region', { name: '实际效果' }).waitFor();
    expect(await page.getByRole('link', { name: '撰写话术' }).count()).toBe(0);
    await picture(page, 'scripts-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });
}
