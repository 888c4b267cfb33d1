import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

const who = { userId: 'noa', traits: { firstName: 'Noa', lastName: 'Nyberg', email: 'noa@example.com' } };
const searched = (messageId: string, minutesAgo: number, query: string) => ({
  ...{ type: 'track', messageId, userId: 'noa', event: 'Help Searched', properties: { query } },
  timestamp: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
});
const handedOver = (messageId: string, agent_name: string) => ({
  ...{ type: 'track', messageId, userId: 'noa', event: 'Conversation Handed Over' },
  properties: { conversation_id: 'n1', agent_name },
});

export function situationStories(worldOf: () => AdminWorld): void {
  test('the ready situations are added; who is in one appears by itself, with the evidence and what to do', async () => {
    const world = worldOf();
    await world.send([
      { type: 'identify', messageId: 'n0', ...who },
      ...[searched('n1', 6, 'router'), searched('n2', 4, 'red light'), searched('n3', 2, 'error 651')],
    ]);
    const page = await world.page('attention');
    await page.getByText('No situations are defined yet').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Situations', exact: true }).click();
    await page.getByRole('button', { name: 'Add the ready situations' }).click();
    await page.getByText('Handed over twice').first().waitFor();
    await picture(page, 'situations', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);

    await follow(page, '/admin/attention');
    const row = page.getByRole('row').filter({ hasText: 'Noa Nyberg' });
    await row.getByText('last for “error 651”').waitFor();
    await world.send([handedOver('n4', 'Theo'), handedOver('n5', 'Mara')]);
    await row.getByText('(to Mara, Theo)').waitFor();
    await picture(page, 'attention');
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole('button', { name: 'Doing it: Own the case' }).click();
    await row.getByText('Noted: doing it').waitFor();

    await follow(page, '/admin/situations');
    await page.getByRole('row').filter({ hasText: 'Own the case' }).filter({ hasText: '100 %' }).waitFor();
    await page.getByRole('button', { name: 'Edit: Handed over twice' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('On Noa Nyberg:').waitFor();
    await dialog.getByLabel('Evidence in English').fill('Told it to {{situation.agents}} again.');
    await dialog.getByText('Told it to Mara, Theo again.').waitFor();
    await dialog.getByRole('textbox', { name: 'Severity' }).fill('91');
    await picture(page, 'situations-edit');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByLabel('Severity: 91').waitFor();
  });

  testAtLength('one of your own is made of a segment, with a fact and a sentence, and removed again', async () => {
    const world = worldOf();
    const page = await world.page('situations');
    await page.getByRole('button', { name: 'New situation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Who is in it' }).pressSequentially('high');
    await page.getByRole('option', { name: 'High value', exact: true }).click();
    await dialog.getByLabel('Name in English').fill('Spends a lot');
    await dialog.getByRole('button', { name: 'Add a fact' }).click();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders');
    await dialog.getByRole('textbox', { name: 'Event' }).fill('Order Completed');
    await dialog.getByLabel('Evidence in English').fill('Ordered {{situation.orders}} times.');
    await picture(page, 'situations-new');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'New situation' }).click();
    await page.getByRole('row').filter({ hasText: 'Spends a lot' }).waitFor();
    await page.getByRole('button', { name: 'Remove: Spends a lot' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Removed.').waitFor();
    expect(await page.getByText('Spends a lot').count()).toBe(0);
  });

  testAtLength('in Chinese and in the dark; who may only look edits nothing, and sees no names', async () => {
    const world = worldOf();
    const options = { locale: 'zh-Hans', theme: 'dark', token: await world.loginOf('marketing') } as const;
    const page = await world.page('attention', options);
    await page.getByRole('heading', { level: 1, name: '待关注客户' }).waitFor();
    await page.getByText('搜索帮助3次').waitFor();
    expect(await page.getByText('Noa Nyberg').count()).toBe(0);
    await picture(page, 'attention-zh');
    expect(await seriousFindings(page)).toEqual([]);
    await follow(page, '/admin/situations');
    await page.getByText('多次转接').first().waitFor();
    await picture(page, 'situations-zh');
    expect(await page.getByRole('button', { name: /^编辑/ }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });
}
