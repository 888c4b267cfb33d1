import type { Page } from 'playwright-core';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { eventually } from '../../support/eventually';
import { testAtLength } from '../../support/long';
import { SmtpSink } from '../../support/smtp-sink';

const people = ['Vera', 'Wim', 'Xenia', 'Yusuf', 'Zoe'];
const addressOf = (name: string): string => `${name.toLowerCase()}@broadcast.example`;
/** Who agreed; the others never said anything. */
const agreed = ['Vera', 'Wim', 'Xenia'];

/** A segment of five, three of whom agreed to the topic, and a published template. Nobody has quiet hours. */
async function seed(world: AdminWorld): Promise<void> {
  const mutate = (name: string, type: string, answer: string, input: object) =>
    world.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, { input });
  await world.send(
    people.map((name, index) => ({
      ...{ type: 'identify', userId: `cast-${index}` },
      traits: { name: `${name} Cast`, email: addressOf(name), plan: 'broadcast' },
    })),
  );
  const { createSegment } = await mutate('createSegment', 'CreateSegmentInput', 'segment { segmentId }', {
    ...{ key: 'casts', name: 'Casts', definition: { trait: 'plan', op: 'eq', value: 'broadcast' } },
  });
  const { segmentId } = createSegment.segment;
  await mutate('publishSegment', 'SegmentInput', 'segment { size }', { segmentId });
  await mutate('createTopic', 'CreateTopicInput', 'topic { key }', { key: 'offers', name: { en: 'Offers' } });
  for (const name of agreed) {
    const { profile } = await world.graphql(
      `query ($value: String!) { profile(identifier: { kind: "email", value: $value }) { profileId } }`,
      { value: addressOf(name) },
    );
    await mutate('recordConsent', 'RecordConsentInput', '__typename', {
      ...{
        profileId: profile.profileId,
        medium: 'email',
        topic: 'offers',
        decision: 'GRANTED',
        evidence: { by: 'test' },
      },
    });
  }
  const content = { en: { subject: 'Spring is here', text: 'It is here.' } };
  await mutate('createTemplate', 'CreateTemplateInput', 'template { key }', {
    ...{ key: 'spring', name: 'Spring', medium: 'email', defaultLocale: 'en', content },
  });
  await mutate('publishTemplate', 'TemplateInput', 'template { version }', { key: 'spring' });
  await mutate('changeOutreachSettings', 'ChangeOutreachSettingsInput', 'settings { sandbox }', {
    ...{ policy: { quietHours: [] }, publicUrl: 'https://news.example.org' },
  });
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

/** The mail server, by hand; its address for callbacks is told once. */
async function connectMail(page: Page, port: number): Promise<void> {
  await page.getByText('Nothing is connected yet').waitFor();
  await picture(page, 'channels-empty');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect a channel' }).first().click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Kind', 'E-mail (SMTP)');
  await dialog.getByLabel(/^Name/).fill('Newsletter');
  await dialog.getByLabel(/^Key\*?$/).fill('newsletter');
  await dialog.getByLabel(/^Mail server/).fill('127.0.0.1');
  await dialog.getByLabel(/^Port/).fill(String(port));
  await choose(page, 'Encryption', 'none');
  await dialog.getByLabel(/^Sender/).fill('Bergfreunde');
  await dialog.getByLabel('Address of the sender').fill('hello@news.example.org');
  await picture(page, 'channels-connect');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Connect a channel' }).click();
  const shown = page.getByRole('region', { name: 'Address for callbacks' });
  expect((await shown.innerText()).trim()).toMatch(/\/channels\/newsletter\/[\w-]{32}$/);
  await page.getByRole('row').filter({ hasText: 'Newsletter' }).filter({ hasText: 'Working' }).waitFor();
  await picture(page, 'channels');
  expect(await seriousFindings(page)).toEqual([]);
}

export function outreachStories(worldOf: () => AdminWorld): void {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  afterAll(() => sink.stop());

  test('a broadcast to a segment: who does not get it and why, then it is sent, and watched until it is done', async () => {
    const world = worldOf();
    await seed(world);
    const page = await world.page('channels');
    await connectMail(page, sink.port);

    await follow(page, '/admin/broadcasts');
    await page.getByText('Nothing was sent to many yet').waitFor();
    await picture(page, 'broadcasts-empty');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'New broadcast' }).first().click();
    await page.getByLabel(/^Name/).fill('Spring sale');
    expect(await page.getByRole('button', { name: 'Send …' }).isDisabled()).toBe(true);
    await choose(page, 'Audience', 'Casts (5)');
    await choose(page, 'Channel', 'Newsletter');
    await choose(page, 'Topic', 'Offers');
    await choose(page, 'Template', 'Spring');
    // The sandbox is on until somebody switches it off.
    await page.getByText('0 of 5 get it now').waitFor();
    await page.getByText('3 are not listed in the sandbox, which is on').waitFor();
    await page.getByRole('button', { name: 'Switch the sandbox off' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch the sandbox off' }).click();
    await page.getByText('3 of 5 get it now').waitFor();
    await page.getByText('2 did not agree to this topic').waitFor();
    // A fault stands under its field, and nothing can be sent meanwhile.
    const control = page.getByLabel('Control group, in percent');
    await control.fill('90');
    await page.getByText('It is 50 at most.').waitFor();
    expect(await page.getByRole('button', { name: 'Send …' }).isDisabled()).toBe(true);
    await control.fill('0');
    await page.getByText('3 of 5 get it now').waitFor();
    await picture(page, 'broadcasts-editor', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Send …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 customers get it now, nobody later, 2 not at all.').waitFor();
    await picture(page, 'broadcasts-send');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send it now' }).click();
    await page.getByText('3 sent · 2 withheld').waitFor();
    await page.getByText('Done', { exact: true }).waitFor();
    expect(sink.taken.flatMap(({ to }) => to).sort()).toEqual(agreed.map(addressOf).sort());
    await page.getByText('Did not agree to this topic: 2').waitFor();
    await choose(page, 'Show', 'Withheld');
    await page.getByRole('row').filter({ hasText: 'Zoe Cast' }).filter({ hasText: 'Did not agree' }).waitFor();
    await eventually(async () => (await page.getByRole('link', { name: 'Vera Cast' }).count()) === 0);
    await picture(page, 'broadcasts-done', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Results' }).click();
    await page.getByText('Only 3 messages so far').waitFor();
    await page.getByRole('region', { name: 'By text' }).getByText('Spring', { exact: true }).waitFor();
    await picture(page, 'broadcasts-results', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Progress' }).click();

    await page.getByRole('link', { name: 'Zoe Cast' }).click();
    const card = page.getByRole('region', { name: 'Messages' });
    await card.getByText('Spring sale').waitFor();
    await card.getByText('Did not agree to this topic').waitFor();
    await picture(page, 'customer-messages', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });

  testAtLength('who agreed, and who got a message, is found in the segment builder by choosing', async () => {
    const page = await worldOf().page('segments/-/new');
    const add = async (kind: string) => {
      await page.getByRole('button', { name: 'Add a condition', exact: true }).click();
      await page.getByRole('menuitem', { name: kind, exact: true }).click();
    };
    const pick = (group: string, field: string, label: string) =>
      page.getByRole('group', { name: group, exact: true }).getByLabel(field, { exact: true }).selectOption({ label });
    await add('Consent');
    await pick('Condition 1', 'Topic', 'Offers');
    await pick('Condition 1', 'What counts', 'agreed');
    await page.locator(`p[data-count="${agreed.length}"]`).waitFor();
    await add('Message');
    await pick('Condition 2', 'What became of it', 'received');
    await pick('Condition 2', 'Campaign', 'Spring sale');
    await page.getByText('has agreed to “offers” by email').waitFor();
    await page.getByText(/got a message of “[\w-]+” within 90 days/).waitFor();
    await page.locator(`p[data-count="${agreed.length}"]`).waitFor();
    await pick('Condition 2', 'What became of it', 'withheld');
    await page.locator('p[data-count="0"]').waitFor();
    await picture(page, 'segment-consent', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });

  testAtLength('a broadcast waits until a second person approves it', async () => {
    const world = worldOf();
    const mutate = (name: string, type: string, answer: string, input: object) =>
      world.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, { input });
    await mutate('changeOutreachSettings', 'ChangeOutreachSettingsInput', 'clientMutationId', { needsApproval: true });
    const { createBroadcast } = await mutate('createBroadcast', 'CreateBroadcastInput', 'broadcast { broadcastId }', {
      ...{ key: 'autumn', name: 'Autumn sale' },
      definition: {
        ...{
          audience: { segment: 'casts' },
          channel: 'email',
          topic: 'offers',
          template: 'spring',
          controlPercent: 50,
        },
        goal: { event: 'Order Completed' },
      },
    });
    const path = `broadcasts/${createBroadcast.broadcast.broadcastId}`;
    const page = await world.page(path);
    await page.getByRole('button', { name: 'Send …' }).click();
    await page.getByRole('dialog').getByText('Somebody else has to approve it first').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
    await page.getByText('Ada Admin wants it to go').waitFor();
    expect(await page.getByRole('button', { name: 'Approve …' }).count()).toBe(0);
    await picture(page, 'broadcasts-waits', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    const narrow = { locale: 'zh-Hans', theme: 'dark', width: 900 } as const;
    const other = await world.page(path, { ...narrow, token: await world.loginOf('marketing') });
    await other.getByRole('button', { name: '批准…' }).click();
    await picture(other, 'broadcasts-approve-zh');
    expect(await seriousFindings(other)).toEqual([]);
    await other.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
    await other.getByText('已完成', { exact: true }).waitFor();
    await other.getByRole('tab', { name: '效果' }).click();
    await other.getByText('与对照组对比').waitFor();
    await picture(other, 'broadcasts-results-zh', { fullPage: true });
    expect(await seriousFindings(other)).toEqual([]);
    await mutate('changeOutreachSettings', 'ChangeOutreachSettingsInput', 'clientMutationId', { needsApproval: false });
  });

  testAtLength(
    'a channel is tested, checked, switched off and removed; sending is stopped with one button',
    async () => {
      const world = worldOf();
      const page = await world.page('channels');
      await page.getByRole('button', { name: 'Send a test: Newsletter' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Your address').fill('ada@rapport.example');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await dialog.getByText('The provider has taken it.').waitFor();
      await picture(page, 'channels-test');
      expect(await seriousFindings(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('button', { name: 'Check: Newsletter' }).click();
      await dialog.getByRole('listitem').first().waitFor();
      await picture(page, 'channels-check');
      expect(await seriousFindings(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByRole('button', { name: 'More: Newsletter' }).click();
      await page.getByRole('menuitem', { name: 'Switch it off' }).click();
      await page.getByRole('row').filter({ hasText: 'Newsletter' }).getByText('Off', { exact: true }).waitFor();

      await follow(page, '/admin/sending');
      await page.getByRole('button', { name: 'Stop all sending' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Stop all sending' }).click();
      await page.getByRole('button', { name: 'Let messages leave again' }).waitFor();
      await page.getByRole('button', { name: 'Add quiet hours' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      const { outreachSettings } = await world.graphql('{ outreachSettings { sandbox stoppedAt policy } }');
      expect(outreachSettings).toMatchObject({
        ...{ sandbox: false, stoppedAt: expect.any(String) },
        policy: { quietHours: [{ from: '21:00', to: '08:00' }] },
      });
      await picture(page, 'sending', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      const narrow = { locale: 'zh-Hans', theme: 'dark', width: 900 } as const;
      const other = await world.page('sending', { ...narrow, token: await world.loginOf('agent') });
      await other.getByRole('heading', { level: 1, name: '发送设置' }).waitFor();
      expect(await other.getByRole('button', { name: '恢复发送' }).count()).toBe(0);
      await picture(other, 'sending-zh', { fullPage: true });
      expect(await seriousFindings(other)).toEqual([]);
      await follow(other, '/admin/broadcasts');
      await other.getByText('所有发送已停止').waitFor();
      await other.getByRole('link', { name: 'Spring sale' }).waitFor();
      expect(await other.getByRole('link', { name: '新建群发' }).count()).toBe(0);
      await picture(other, 'broadcasts-zh', { fullPage: true });
      expect(await seriousFindings(other)).toEqual([]);
    },
  );
}
