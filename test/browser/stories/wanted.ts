import type { Page } from 'playwright-core';
import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { eventually } from '../../support/eventually';
import { testAtLength } from '../../support/long';
import { SmtpSink } from '../../support/smtp-sink';

const looked = async (page: Page, name: string): Promise<void> => {
  await picture(page, name, { fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
};

/** What the journey that is drawn names; nobody has quiet hours, the sandbox is off, and nothing is stopped. */
async function seed(world: AdminWorld, port: number): Promise<void> {
  const mutate = (name: string, type: string, input: object) =>
    world.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input });
  await mutate('stopOutreach', 'StopOutreachInput', { stopped: false });
  await mutate('changeOutreachSettings', 'ChangeOutreachSettingsInput', {
    ...{ sandbox: false, publicUrl: world.url, policy: { quietHours: [] } },
  });
  await mutate('createChannel', 'CreateChannelInput', {
    ...{ key: 'courses', channel: 'smtp', name: 'Courses' },
    settings: {
      ...{ host: '127.0.0.1', port, security: 'none' },
      ...{ fromName: 'Bergfreunde', fromAddress: 'hello@news.example.org' },
    },
  });
  await mutate('changeChannel', 'ChangeChannelInput', { key: 'courses', isDefault: true });
  await mutate('createTopic', 'CreateTopicInput', { key: 'courses', name: { en: 'Courses' }, basis: 'OPT_OUT' });
  const content = { en: { subject: 'Your course {{event.course}}', text: 'It begins soon. {{unsubscribe_url}}' } };
  await mutate('createTemplate', 'CreateTemplateInput', {
    ...{ key: 'course', name: 'Course', medium: 'email', defaultLocale: 'en', content },
  });
  await mutate('publishTemplate', 'TemplateInput', { key: 'course' });
}

const people = ['Nina', 'Otto'] as const;
const addressOf = (name: string): string => `${name.toLowerCase()}@courses.example`;

async function books(world: AdminWorld, course: string): Promise<void> {
  await world.send(
    people.flatMap((name) => {
      const who = { userId: `course-${name}` };
      const traits = { name: `${name} Course`, email: addressOf(name) };
      return [
        { type: 'identify', ...who, traits },
        { type: 'track', ...who, event: 'Course Booked', properties: { course } },
      ];
    }),
  );
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** From nothing: who comes in, and one message. */
async function draw(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Empty journey/ }).click();
  await page.getByLabel(/^Name/).fill('Course booked');
  await page.getByRole('button', { name: 'Create and draw it' }).click();
  const entry = page.locator('[data-step=""]');
  await entry.press('Enter');
  await page.getByRole('textbox', { name: 'Event' }).fill('Course Booked');
  await entry.focus();
  await page.keyboard.press('+');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Send a message/ })
    .click();
  await choose(page, 'Channel', 'email, by its default connection');
  await choose(page, 'Topic', 'Courses');
  await choose(page, 'Template', 'Course');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Nothing is wrong with it.').waitFor();
}

export function wantedStories(worldOf: () => AdminWorld): void {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  afterAll(() => sink.stop());

  const mailTo = (name: string): string | undefined => sink.taken.find(({ to }) => to.includes(addressOf(name)))?.raw;

  testAtLength(
    'a journey from nothing: drawn, simulated over what was, published; what happens then brings a mail',
    async () => {
      const world = worldOf();
      await seed(world, sink.port);
      await books(world, 'Knots');
      const page = await world.page('journeys/-/new');
      await draw(page);
      await page.getByRole('tab', { name: 'Simulate' }).click();
      await page.getByRole('button', { name: 'Simulate', exact: true }).click();
      await page.getByText(/^2 people looked at over 90 days/).waitFor();
      await looked(page, 'wanted-simulated');
      expect(sink.taken).toEqual([]);

      await page.getByRole('tab', { name: 'Journey' }).click();
      await page.getByRole('button', { name: 'Publish …' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
      await page.getByText('Version 1 runs.').waitFor();
      await books(world, 'Crevasses');
      await eventually(() => Promise.resolve(sink.taken.length === people.length), 2_000);
      // What was before it began brought nothing.
      expect(people.map((name) => /^Subject: (.*)\r$/m.exec(mailTo(name) ?? '')?.[1])).toEqual(
        people.map(() => 'Your course Crevasses'),
      );
      await page.getByRole('tab', { name: 'People in it' }).click();
      await page.getByRole('row').filter({ hasText: 'Nina Course' }).getByRole('button').click();
      await page.getByText('Sent', { exact: true }).first().waitFor();
    },
  );

  testAtLength(
    'one click in the mail program, or on the page of the link, and the next message is withheld: his page says why',
    async () => {
      const world = worldOf();
      const link = (name: string): string => /^List-Unsubscribe:\s+<([^>]+)>/m.exec(mailTo(name) ?? '')?.[1] ?? '';
      expect(mailTo('Nina')).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      expect((await fetch(link('Nina'), { method: 'POST', body })).status).toBe(200);

      const page = await world.page('customers');
      await page.goto(link('Otto'));
      await page.getByRole('button', { name: 'No more “Courses”' }).waitFor();
      await looked(page, 'wanted-unsubscribe');
      await page.getByRole('button', { name: 'No more “Courses”' }).click();
      await page.getByText('You will not get “Courses” any more.').waitFor();

      await books(world, 'Avalanches');
      for (const name of people) {
        const { profile } = await world.graphql(
          'query ($value: String!) { profile(identifier: { kind: "email", value: $value }) { profileId } }',
          { value: addressOf(name) },
        );
        const admin = await world.page(`customers/${profile.profileId}`);
        await admin.getByRole('heading', { level: 1, name: `${name} Course` }).waitFor();
        const card = admin.getByRole('region', { name: 'Messages' });
        await card.getByText('Withheld', { exact: true }).waitFor();
        await card.getByText('Did not agree to this topic').waitFor();
        expect(await card.getByText('Course booked', { exact: true }).count()).toBeGreaterThanOrEqual(2);
        await looked(admin, `wanted-withheld-${name.toLowerCase()}`);
      }
      expect(sink.taken).toHaveLength(people.length);
    },
  );
}
