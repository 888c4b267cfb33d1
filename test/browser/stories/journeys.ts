import type { Page } from 'playwright-core';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';
import { SmtpSink } from '../../support/smtp-sink';

type Journey = { readonly journeyId: string };

function mutate(world: AdminWorld, name: string, type: string, answer: string, input: object) {
  return world.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, { input });
}

/** What the ready journey of the abandoned cart names: a mail server, a topic, two texts. */
async function seed(world: AdminWorld, port: number): Promise<void> {
  await mutate(world, 'createChannel', 'CreateChannelInput', 'channel { key }', {
    ...{ key: 'carts', channel: 'smtp', name: 'Carts' },
    settings: {
      ...{ host: '127.0.0.1', port, security: 'none' },
      ...{ fromName: 'Bergfreunde', fromAddress: 'hello@news.example.org' },
    },
  });
  await mutate(world, 'createTopic', 'CreateTopicInput', 'topic { key }', { key: 'carts', name: { en: 'Carts' } });
  for (const key of ['cart', 'cart-again']) {
    const content = { en: { subject: 'Your cart', text: 'It is still there.' } };
    await mutate(world, 'createTemplate', 'CreateTemplateInput', 'template { key }', {
      ...{ key, name: key, medium: 'email', defaultLocale: 'en', content },
    });
    await mutate(world, 'publishTemplate', 'TemplateInput', 'template { version }', { key });
  }
}

async function createJourney(world: AdminWorld, key: string, name: string, definition: object): Promise<Journey> {
  const { createJourney: payload } = await mutate(
    world,
    'createJourney',
    'CreateJourneyInput',
    'journey { journeyId }',
    {
      ...{ key, name, definition },
    },
  );
  return payload.journey;
}

/** Twenty waits, each followed by a split of which one half leaves at once: forty steps and an end. */
function longDefinition(): object {
  const pairs = Array.from({ length: 20 }, (_, at) => at);
  const steps = pairs.flatMap((at) => [
    [`wait-${at}`, { kind: 'wait', for: '1d', next: `split-${at}` }],
    [
      `split-${at}`,
      {
        kind: 'split',
        arms: [
          { name: 'on', share: 50, next: at === 19 ? 'end' : `wait-${at + 1}` },
          { name: 'out', share: 50, next: 'end' },
        ],
      },
    ],
  ]);
  return {
    ...{ entry: { event: 'Course Begun' }, start: 'wait-0' },
    steps: { ...Object.fromEntries(steps), end: { kind: 'exit' } },
  };
}

/** @param step '': the entry */
const node = (page: Page, step: string) => page.locator(`[data-step="${step}"]`);

async function chooseOption(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

export function journeyStories(worldOf: () => AdminWorld): void {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  afterAll(() => sink.stop());

  test('journeys: one of the ready ones becomes a draft on a canvas, which says what is missing', async () => {
    const world = worldOf();
    const page = await world.page('journeys');
    await page.getByText('Nobody goes on a journey yet').waitFor();
    await page.getByRole('link', { name: /Abandoned cart/ }).waitFor();
    await picture(page, 'journeys-empty', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /Abandoned cart/ }).click();
    await page.getByRole('button', { name: 'Create and draw it' }).click();
    await node(page, '').waitFor();
    await page.getByRole('button', { name: /There is no published template “cart”/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish …' }).isDisabled()).toBe(true);
    await picture(page, 'journeys-canvas-faults');
    expect(await seriousFindings(page)).toEqual([]);
  });

  testAtLength('a journey is drawn by mouse and by keyboard, published, and those in it are seen', async () => {
    const world = worldOf();
    await seed(world, sink.port);
    const page = await world.page('journeys');
    await page.getByRole('link', { name: 'Abandoned cart' }).click();
    // The topic of this house has another name.
    for (const step of ['remind', 'again']) {
      await node(page, step).press('Enter');
      await chooseOption(page, 'Topic', 'Carts');
    }
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Nothing is wrong with it.').waitFor();
    await picture(page, 'journeys-canvas');
    expect(await seriousFindings(page)).toEqual([]);

    // By keyboard: a step behind the one that waits, and away again.
    const waits = node(page, 'wait');
    await waits.focus();
    await page.keyboard.press('+');
    await picture(page, 'journeys-add');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: /^Goal/ }).click();
    await page.getByLabel(/^Name of the goal/).fill('reminded');
    await page.getByText('Nothing is wrong with it.').waitFor({ state: 'hidden' });
    await picture(page, 'journeys-step');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await waits.focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.dataset.step')).toBe('goal');
    await page.keyboard.press('Delete');
    await page.getByText('The step is out.').waitFor();
    expect(await node(page, 'goal').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await node(page, 'goal').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await node(page, 'goal').waitFor({ state: 'detached' });

    // The list does the same.
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByRole('button', { name: /^Add a step on the way from “Who does/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Branch/ })
      .click();
    await page.getByRole('region', { name: 'Branch' }).getByText('Something is missing here').first().waitFor();
    await picture(page, 'journeys-list-view', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take the step out' }).click();
    await page.getByRole('button', { name: 'Canvas', exact: true }).click();

    await page.getByRole('button', { name: 'Publish …' }).click();
    await picture(page, 'journeys-publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 1 runs.').waitFor();
    await world.send(
      ['Vera', 'Wim'].map((name) => ({
        ...{ type: 'track', event: 'Product Added', userId: `cart-${name}` },
        properties: { cart_id: `cart of ${name}` },
      })),
    );
    await page.getByText('2 here').waitFor();
    await page.getByText('2 came here').waitFor();
    await picture(page, 'journeys-live');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'People in it' }).click();
    await page.getByRole('row').filter({ hasText: 'cart of Wim' }).getByRole('button').click();
    await page.getByText('Nothing was done in it yet.').waitFor();
    await picture(page, 'journeys-people');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Simulate' }).click();
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await page.getByText(/looked at over 90 days/).waitFor();
    await page.getByRole('gridcell', { name: 'Send a message' }).first().waitFor();
    await picture(page, 'journeys-simulated', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    // What is published next is said to differ; who is in it can be moved.
    await page.getByRole('tab', { name: 'Journey' }).click();
    await node(page, 'wait').click();
    await page.getByRole('textbox', { name: 'How long' }).fill('2');
    await page.getByText('The draft differs from version 1').waitFor();
    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByRole('dialog').getByText('Changed: wait').waitFor();
    await page.getByRole('dialog').getByText('2 are in it and finish').waitFor();
    await picture(page, 'journeys-publish-again');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 2 runs.').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Move people' }).click();
    await page.getByText('2 go on from the same step, by version 2.').waitFor();
    await picture(page, 'journeys-move');
    await page.getByRole('button', { name: 'Move them' }).click();
    await page.getByText('Moved.').waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Look at it: Version 1' }).waitFor();
    await picture(page, 'journeys-versions');
    expect(await seriousFindings(page)).toEqual([]);
  });

  testAtLength('journeys, many and long, in the dark, in Chinese, and for somebody who only looks', async () => {
    const world = worldOf();
    await createJourney(world, 'welcome', 'Welcome', { entry: { event: 'Signed Up' }, start: 'end', steps: {} });
    const { journeyId } = await createJourney(world, 'course', 'A course of forty steps', longDefinition());
    const page = await world.page('journeys');
    await page.getByRole('link', { name: 'A course of forty steps' }).waitFor();
    await picture(page, 'journeys');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'A course of forty steps' }).click();
    await page.getByText('Nothing is wrong with it.').waitFor();
    await picture(page, 'journeys-long');
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await picture(page, 'journeys-long-whole');
    expect(await seriousFindings(page)).toEqual([]);

    const dark = await world.page('journeys', { locale: 'zh-Hans', theme: 'dark', width: 1_000 });
    await dark.getByRole('link', { name: 'Abandoned cart' }).waitFor();
    await picture(dark, 'journeys-zh', { fullPage: true });
    expect(await seriousFindings(dark)).toEqual([]);
    await dark.getByRole('link', { name: 'Abandoned cart' }).click();
    await node(dark, 'remind').click();
    await dark.getByRole('region', { name: '发送消息' }).waitFor();
    await picture(dark, 'journeys-canvas-zh', { fullPage: true });
    expect(await seriousFindings(dark)).toEqual([]);

    const other = await world.page('journeys', { token: await world.loginOf('agent') });
    await other.getByRole('link', { name: 'A course of forty steps' }).waitFor();
    expect(await other.getByRole('link', { name: 'New journey' }).count()).toBe(0);
    await follow(other, `/admin/journeys/${journeyId}`);
    await node(other, 'wait-0').click();
    expect(await other.getByRole('textbox', { name: 'How long' }).isDisabled()).toBe(true);
    expect(await other.getByRole('button', { name: 'Publish …' }).count()).toBe(0);
    await picture(other, 'journeys-looked-at');
    expect(await seriousFindings(other)).toEqual([]);
  });

  testAtLength('a journey is published by a second person, who may say no', async () => {
    const world = worldOf();
    const setting = (needsApproval: boolean) =>
      mutate(world, 'changeOutreachSettings', 'ChangeOutreachSettingsInput', 'clientMutationId', { needsApproval });
    await setting(true);
    const { journeyId } = await createJourney(world, 'two-people', 'Two people', {
      ...{ entry: { event: 'Course Ended' }, start: 'pause' },
      steps: { pause: { kind: 'wait', for: '1d', next: 'end' }, end: { kind: 'exit' } },
    });
    const path = `journeys/${journeyId}`;
    const page = await world.page(path);
    const ask = async () => {
      await page.getByRole('button', { name: 'Publish …' }).click();
      await page.getByRole('dialog').getByText('Somebody else has to approve it first').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
      await page.getByText('Ada Admin wants it to go').waitFor();
    };
    await ask();
    // Who asked decides nothing, though the first admin may do everything.
    expect(await page.getByRole('button', { name: 'Approve …' }).count()).toBe(0);
    await picture(page, 'journeys-waits', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    const other = await world.page(path, { token: await world.loginOf('marketing') });
    await other.getByRole('button', { name: 'Decline …' }).click();
    const dialog = other.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Decline', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel('Note').fill('A day is too short.');
    await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
    await other.getByText('“A day is too short.”').waitFor();

    await page.reload();
    await page.getByText('“A day is too short.”').waitFor();
    await ask();
    await other.reload();
    await other.getByRole('button', { name: 'Approve …' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await other.getByText('Running', { exact: true }).waitFor();
    await picture(other, 'journeys-approved');
    expect(await seriousFindings(other)).toEqual([]);
    await setting(false);
  });
}
