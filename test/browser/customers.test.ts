import { AdminWorld } from '../support/admin';
import { chromiumPath, picture, seriousFindings } from '../support/browser';
import { describeWith } from '../support/system';

jest.setTimeout(300_000);

describeWith(chromiumPath, 'customers, in a real browser', () => {
  let world: AdminWorld;
  beforeAll(async () => {
    world = await AdminWorld.start();
    await world.send([
      { type: 'identify', userId: 'u-1', traits: { name: 'Ada Lovelace', email: 'ada@mailbox.example' } },
      { type: 'identify', userId: 'u-2', traits: { name: 'Grace Hopper', email: 'grace@mailbox.example' } },
    ]);
  });
  afterAll(() => world.stop());

  test('a search finds a customer as it is typed', async () => {
    const page = await world.page('customers');
    await page.getByText('Grace Hopper').waitFor();
    await page.getByRole('searchbox').fill('lovel');
    await page.getByText('Grace Hopper').waitFor({ state: 'detached' });
    await page.getByText('Ada Lovelace').waitFor();
    await picture(page, 'customers-search');
    expect(await seriousFindings(page)).toEqual([]);
  });
});
