import type { Page } from 'playwright-core';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

const looked = async (page: Page, name: string): Promise<void> => {
  await picture(page, name, { fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
};

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function seedCustomer(world: AdminWorld): Promise<void> {
  await world.send([
    {
      ...{ type: 'identify', userId: 'template-reader' },
      traits: { name: 'Nora Template', email: 'nora@template.example', city: 'Graz', plan: 'gold' },
    },
  ]);
}

/** Before anything was written: the first template, from one that is ready. */
export function templatesStories(worldOf: () => AdminWorld): void {
  testAtLength('a template is begun from a ready one, tried on a customer, and published', async () => {
    const world = worldOf();
    await seedCustomer(world);
    const page = await world.page('templates', { height: 1700 });
    await page.getByText('There is no template yet').waitFor();
    await looked(page, 'templates-empty');
    await page.getByRole('button', { name: 'Start from it: A newsletter' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Name/).fill('Monthly news');
    await looked(page, 'templates-create');
    await dialog.getByRole('button', { name: 'Create it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Monthly news' }).waitFor();
    await page.getByTitle('Message, as it looks').waitFor();
    await page.getByText('No value is missing.').waitFor();
    await looked(page, 'templates-editor');

    // In blocks: a text goes past its neighbour and back, and says something that nobody knows of this customer.
    const blocks = page.getByRole('list', { name: 'Blocks of Message (may be empty)' });
    await blocks.getByRole('button', { name: 'Answers in a minute' }).first().press('Alt+ArrowDown');
    await page.getByRole('button', { name: 'Undo' }).click();
    await blocks.getByRole('button', { name: 'What is new this month' }).click();
    await page.getByLabel('What it says').fill('News for {{customer.nickname}}');
    await page.getByText('This customer would not get it: customer.nickname').waitFor();
    await page.getByText('One value is missing:').waitFor();
    await page.getByText('Message, line').waitFor();
    await looked(page, 'templates-missing');

    await page.getByLabel('Search a customer').fill('nora');
    await page.getByRole('button', { name: 'Nora Template' }).click();
    await page.getByLabel('What it says').fill('News for ');
    await page.getByLabel('What it says').press('End');
    await page.getByRole('button', { name: /^customer\.city/ }).click();
    await page.getByText('No value is missing.').waitFor();
    await page.frameLocator('iframe[title="Message, as it looks"]').getByText('News for Graz').waitFor();
    await page.getByRole('button', { name: 'Phone' }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByText('The draft is saved.').waitFor();
    await looked(page, 'templates-phone-dark');

    // The same in code, with a fault at its line.
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message (may be empty)' }).press('Control+Home');
    await page.keyboard.type('{{what}}');
    await page.getByText('Line 1:').waitFor();
    await page.getByText('One thing is wrong before it can be published.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish …' }).isDisabled()).toBe(true);
    await looked(page, 'templates-fault');
    await page.keyboard.press('Control+z');
    await page.getByText('One thing is wrong').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click();
    await page.getByText('Version 1 is published.').waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill('What is new in spring');
    await page.getByText('The draft is saved.').waitFor();
    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByText('New: ').waitFor();
    await looked(page, 'templates-publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click();
    await page.getByText('Version 2 is published.').waitFor();
    await page.getByRole('button', { name: 'Versions' }).click();
    await choose(page, 'Version', 'Version 1');
    await looked(page, 'templates-versions');
    await page.getByRole('button', { name: 'Make version 1 the draft' }).click();
    await page.getByText('The draft is saved.').waitFor();
    const { template } = await world.graphql(
      '{ template(key: "monthly-news") { version isChanged content versions { version } } }',
    );
    expect(template).toMatchObject({ version: 2, isChanged: true, versions: [{ version: 2 }, { version: 1 }] });
    expect(template.content.en.html).toContain('<mj-raw>{{#if customer.city}}</mj-raw>');
    expect(template.content.en.html).toContain('News for {{customer.city}}');

    await page.getByRole('button', { name: 'Add a language' }).click();
    await page.getByLabel('Code of the language').fill('de_at');
    await page.getByText('Austrian German').waitFor();
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('tab', { name: 'Austrian German', selected: true }).waitFor();
    await page.getByText('The draft is saved.').waitFor();
    await looked(page, 'templates-languages');
  });

  testAtLength(
    'topics are made, put into another order, archived; a no is recorded, an address suppressed',
    async () => {
      const world = worldOf();
      const page = await world.page('topics');
      await page.getByText('There is no topic yet.').waitFor();
      await looked(page, 'topics-empty');
      for (const [name, basis] of [
        ['Monthly letter', 'They said yes, twice'],
        ['Events nearby', 'They did not say no'],
      ] as const) {
        await page.getByRole('button', { name: 'New topic' }).first().click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(/^Name in English/).fill(name);
        await dialog.getByLabel(/^Name in Chinese/).fill(`${name} 中文`);
        await choose(page, 'What it takes', basis);
        await looked(page, 'topics-create');
        await dialog.getByRole('button', { name: 'New topic' }).click();
        await page.getByRole('row').filter({ hasText: name }).waitFor();
      }
      await page.getByRole('button', { name: 'Further up: Events nearby' }).click();
      await page.getByRole('row').nth(1).filter({ hasText: 'Events nearby' }).waitFor();
      await looked(page, 'topics');

      const { profile } = await world.graphql(
        '{ profile(identifier: { kind: "email", value: "nora@template.example" }) { profileId } }',
      );
      await follow(page, `/admin/customers/${profile.profileId}`);
      const card = page.getByRole('region', { name: 'Consent', exact: true });
      await card.getByRole('button', { name: 'Record a yes or a no …' }).click();
      const dialog = page.getByRole('dialog');
      await choose(page, 'Of which topic', 'Events nearby');
      await dialog.getByLabel(/^Who asked/).fill('Ada');
      await looked(page, 'consent-record');
      await dialog.getByRole('button', { name: 'Record it' }).click();
      await card.getByText('Said no').first().waitFor();
      await card.getByText('Why: Events nearby').first().click();
      await card.getByText('How: By telephone').waitFor();
      await card.getByRole('button', { name: 'Suppress …' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Suppress' }).click();
      await card.getByText('by hand').waitFor();
      await looked(page, 'consent');
      await card.getByRole('button', { name: 'Lift …' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Lift it' }).click();
      await card.getByText('lifted').waitFor();

      await follow(page, '/admin/topics');
      await page.getByRole('button', { name: 'Archive: Monthly letter' }).click();
      await looked(page, 'topics-archive');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Archive it' }).click();
      await page.getByRole('button', { name: 'Offer it again: Monthly letter' }).waitFor();
      const other = await world.page('topics', { locale: 'zh-Hans', theme: 'dark', width: 1000 });
      await other.getByText('Events nearby 中文', { exact: true }).waitFor();
      await looked(other, 'topics-zh');
    },
  );

  testAtLength('templates in Chinese and in the dark, three of them and a thousand', async () => {
    const world = worldOf();
    const create = (key: string, name: string) =>
      world.graphql('mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { __typename } }', {
        input: { key, name, medium: 'email', defaultLocale: 'en', content: { en: { subject: name } } },
      });
    await create('second', 'Second');
    await create('third', 'Third');
    const page = await world.page('templates', { locale: 'zh-Hans', theme: 'dark', width: 1000, height: 1500 });
    await page.getByRole('link', { name: 'Third' }).waitFor();
    await looked(page, 'templates-three-zh');
    await page.getByRole('link', { name: 'Monthly news' }).click();
    await page.getByText('没有缺失的值。').waitFor();
    await looked(page, 'templates-editor-zh');
    for (let from = 0; from < 997; from += 50)
      await Promise.all(
        Array.from({ length: Math.min(50, 997 - from) }, (_, index) =>
          create(`many-${from + index}`, `Many ${String(from + index).padStart(3, '0')}`),
        ),
      );
    // What others made within the last seconds a page shows once it asks again.
    await page.goto(new URL('/admin/templates', page.url()).href);
    await page.getByRole('link', { name: 'Many 000' }).waitFor();
    await picture(page, 'templates-thousand');
    await page.getByRole('searchbox', { name: '搜索模板' }).fill('many 99');
    await page.getByRole('link', { name: 'Many 990' }).waitFor();
    expect(await page.getByRole('link', { name: /^Many/ }).count()).toBe(7);
    await looked(page, 'templates-search');
  });
}
