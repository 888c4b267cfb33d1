import type { Page } from 'playwright-core';
import { AdminWorld } from '../support/admin';
import { chromiumPath, picture, seriousFindings } from '../support/browser';
import { describeWith } from '../support/system';

jest.setTimeout(300_000);

describeWith(chromiumPath, 'segments, in a real browser', () => {
  let world: AdminWorld;
  const order = (userId: string, revenue: number) => ({
    ...{ type: 'track', event: 'Order Completed', userId, messageId: `${userId}-${revenue}` },
    properties: { revenue, currency: 'EUR' },
  });
  beforeAll(async () => {
    world = await AdminWorld.start();
    await world.send([
      { type: 'identify', userId: 'ada', traits: { name: 'Ada Lovelace', country: 'GB' } },
      { type: 'identify', userId: 'grace', traits: { name: 'Grace Hopper', country: 'US' } },
      { type: 'identify', userId: 'konrad', traits: { name: 'Konrad Zuse', country: 'DE' } },
      ...[order('ada', 20), order('konrad', 90)],
    ]);
    const { createSegment } = await world.graphql(
      `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }`,
      { input: { key: 'britons', name: 'Britons', definition: { trait: 'country', op: 'eq', value: 'GB' } } },
    );
    await world.graphql(`mutation ($input: SegmentInput!) { publishSegment(input: $input) { segment { size } } }`, {
      input: { segmentId: createSegment.segment.segmentId },
    });
  });
  afterAll(() => world.stop());

  const save = (page: Page) => page.getByRole('button', { name: 'Save and publish' });

  test('from a template to members, why somebody is in it, a change, and an old version again', async () => {
    const page = await world.page('segments');
    await page.getByRole('link', { name: 'Britons' }).waitFor();
    await picture(page, 'segments');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'New segment' }).click();
    await page.getByRole('menuitem', { name: 'From a template' }).click();
    await page.getByRole('link', { name: /New customers/ }).click();
    await page.getByText('counted exactly').waitFor();
    await page.getByRole('button', { name: 'Add a condition', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Trait', exact: true }).click();
    const trait = page.getByRole('combobox', { name: 'Trait', exact: true });
    await trait.fill('count');
    await page.getByRole('option', { name: /^country/ }).click();
    await page.locator('p[data-count="1"]').waitFor();
    await page.getByText('Konrad Zuse').waitFor();
    await picture(page, 'segment-builder', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    // What is half written is told where it stands; it is taken back by keyboard.
    await trait.fill('');
    await page.getByText(/One thing is not right yet/).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('p[data-count="1"]').waitFor();

    await save(page).click();
    await page.getByRole('button', { name: 'Why is this one in it?' }).click();
    await page.getByText('is in it').waitFor();
    await page.getByText('country is one of').waitFor();
    await picture(page, 'segment-why');
    expect(await seriousFindings(page)).toEqual([]);

    // A change is looked at before it counts, and taken back by an old version.
    await page.goto(`${world.url}/admin/segments/new-customers/edit`);
    await page.getByRole('button', { name: 'Remove DE' }).click();
    await page.locator('p[data-count="0"]').waitFor();
    await save(page).click();
    await page.getByRole('dialog').getByText('−1').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Save and publish' }).click();
    await page.getByText('Nobody is in it at the moment.').waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Make it the draft again: Version 1' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save and publish' }).click();
    await page.getByRole('tab', { name: 'Entries and exits' }).click();
    await page.getByText('the definition changed').nth(2).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.getByRole('link', { name: 'Konrad Zuse' }).click();
    await page.getByRole('button', { name: 'Why? New customers' }).waitFor();
  });

  test('the same in Chinese, in the dark, and narrow', async () => {
    const page = await world.page('segments', { locale: 'zh-Hans', theme: 'dark', width: 640 });
    await page.getByRole('link', { name: 'Britons' }).click();
    await page.getByRole('tab', { name: '规模变化' }).click();
    await page.getByText('每日进出').waitFor();
    await picture(page, 'segment-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '编辑' }).click();
    await page.getByText('精确统计').waitFor();
    await picture(page, 'segment-builder-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });
});
