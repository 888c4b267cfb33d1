import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { AdminWorld, follow } from '../support/admin';
import { chromiumPath, picture, seriousFindings } from '../support/browser';
import { describeWith } from '../support/system';
import { testAtLength } from '../support/long';

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
    // Nobody loses it by a slip.
    await page.getByRole('link', { name: 'Segments', exact: true }).last().click();
    await page
      .getByRole('alertdialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Stay' })
      .click();
    const asking = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const asked = await asking;
    expect(asked.type()).toBe('beforeunload');
    await asked.dismiss();
    await page.keyboard.press('Control+z');
    await page.locator('p[data-count="1"]').waitFor();

    await save(page).click();
    await page.getByRole('button', { name: 'Why is this one in it?' }).click();
    await page.getByText('is in it').waitFor();
    await page.getByText('country is one of').waitFor();
    await picture(page, 'segment-why');
    expect(await seriousFindings(page)).toEqual([]);

    // A change is looked at before it counts, and taken back by an old version.
    await follow(page, '/admin/segments/new-customers/edit');
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
    await page.getByRole('gridcell').getByRole('link', { name: 'Konrad Zuse' }).first().waitFor();
    await picture(page, 'segment-changes');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.getByRole('link', { name: 'Konrad Zuse' }).click();
    await page.getByRole('button', { name: 'Why? New customers' }).waitFor();
  });

  test('people come into a list from a file, and all members go out into one', async () => {
    await world.graphql(
      `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }`,
      { input: { key: 'guests', name: 'Guests', kind: 'LIST' } },
    );
    const page = await world.page('segments/guests');
    await page.getByRole('button', { name: 'Add from a CSV file' }).click();
    const file = (text: string) => ({ name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const choose = page.getByLabel('Choose a file');
    await choose.setInputFiles(file('user_id\nada\ngrace\nada\nnobody\n'));
    await page.getByText('2 customers were put into the list.').waitFor();
    await page.getByText('1 row names somebody who was in it already.').waitFor();
    await page.getByText('1 row finds nobody.').waitFor();
    await page.getByRole('row').filter({ hasText: 'nobody' }).filter({ hasText: 'No customer has it' }).waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    await picture(page, 'segment-list-file', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await choose.setInputFiles(file('who knows\nada\n'));
    await page.getByRole('alert').filter({ hasText: 'whose first column is headed' }).waitFor();

    for (const [item, expected] of [
      [/^CSV/, /^\uFEFFprofile_id,since,user_id,email,phone\r\n(.+\r\n){2}$/],
      [/^NDJSON/, /"name":"Ada Lovelace"/],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      expect(await readFile(await (await downloading).path(), 'utf8')).toMatch(expected);
    }
  });

  testAtLength('who may not export is not offered it', async () => {
    const page = await world.page('segments/britons', { token: await world.loginOf('agent') });
    await page.getByRole('heading', { name: 'Britons' }).waitFor();
    await page.getByText('Ada Lovelace').first().waitFor();
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
  });

  testAtLength('a score is checked while it is written, and says what uses it', async () => {
    const page = await world.page('segments/-/computed/new');
    await page.getByLabel('Name').first().fill('Warmth');
    await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption({ label: 'Score' });
    const publish = save(page);
    await page.getByRole('button', { name: 'Add a line' }).click();
    const line = page.getByRole('group', { name: 'Line 4' });
    await line.getByText('event: Something is missing here.').waitFor();
    expect(await publish.isDisabled()).toBe(true);
    await picture(page, 'score-fault', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove this line: Line 4' }).click();
    await line.waitFor({ state: 'detached' });
    await publish.click();
    await page.getByText('Published. It is being worked out.').waitFor();

    const { createSegment } = await world.graphql(
      `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId } } }`,
      { input: { key: 'warm', name: 'Warm ones', definition: { computed: 'warmth', op: 'gt', value: 10 } } },
    );
    await world.graphql(`mutation ($input: SegmentInput!) { publishSegment(input: $input) { segment { size } } }`, {
      input: { segmentId: createSegment.segment.segmentId },
    });
    await page.getByRole('link', { name: 'Warm ones' }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog', { name: '“Warmth” is used' });
    await dialog.getByRole('link', { name: 'Warm ones' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await picture(page, 'computed-used');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Computed traits and scores' }).click();
    await page.getByRole('row').filter({ hasText: 'Warmth' }).getByRole('link', { name: 'Warm ones' }).waitFor();
    await picture(page, 'computed-list');
  });

  testAtLength('the same in Chinese, in the dark, and narrow', async () => {
    const page = await world.page('segments', { locale: 'zh-Hans', theme: 'dark', width: 640 });
    await page.getByRole('link', { name: 'Britons' }).click();
    await page.getByRole('tab', { name: '规模变化' }).click();
    await page.getByText('每日进出').waitFor();
    await picture(page, 'segment-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '编辑' }).click();
    await page.getByText('精确统计').waitFor();
    const trait = page.getByRole('combobox', { name: '属性名', exact: true });
    await trait.fill('');
    await page.getByRole('alert').filter({ hasText: '路径无效' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('精确统计').waitFor();
    await picture(page, 'segment-builder-zh', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });
});
