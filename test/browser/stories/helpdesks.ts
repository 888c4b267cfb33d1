import { createHmac } from 'node:crypto';
import { type AdminWorld, follow } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { ChatwootServer } from '../../../src/demo/helpdesk/chatwoot/server';
import { eventually } from '../../support/eventually';
import { testAtLength } from '../../support/long';

const webhookSecret = 'whsec-browser';
const opened = Math.floor(Date.now() / 1_000) - 600;
const message = {
  ...{ event: 'message_created', id: 9, message_type: 'incoming', content_type: 'text', private: false },
  ...{ content: 'Where is my parcel?', created_at: new Date((opened + 5) * 1_000).toISOString() },
  sender: { id: 5, name: 'Mia Moor', email: 'mia@example.com', type: 'contact' },
  conversation: {
    ...{ id: 41, status: 'open', channel: 'Channel::WebWidget', created_at: opened, updated_at: opened + 5 },
    ...{ contact_inbox: { contact_id: 5, source_id: 'x' }, messages: [], labels: [] },
    meta: { sender: { id: 5, name: 'Mia Moor', email: 'mia@example.com' } },
  },
};

async function deliver(address: string): Promise<number> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex');
  const headers = { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` };
  return (await fetch(address, { method: 'POST', body, headers })).status;
}

const seconds = (): number => Math.floor(Date.now() / 1_000) * 1_000;

/** A Chatwoot with 30 contacts, each with a conversation; the tenth is answered once `goOn` was called. */
async function startSlowChatwoot(): Promise<{ readonly chatwoot: ChatwootServer; readonly goOn: () => void }> {
  let goOn = (): void => undefined;
  const released = new Promise<void>((resolve) => (goOn = resolve));
  const before = async (asked: string): Promise<void> => {
    if (asked.startsWith('GET /conversations/10/messages')) await released;
  };
  const chatwoot = await ChatwootServer.start({ now: seconds, before });
  for (let n = 0; n < 30; n++) {
    const contact = chatwoot.account.addContact({ name: `Guest ${n}`, email: `guest${n}@past.example` });
    chatwoot.account.write(chatwoot.account.open(contact), { type: 'contact', id: contact.id }, 'Good morning');
  }
  return { chatwoot, goOn };
}

export function helpdeskStories(worldOf: () => AdminWorld): void {
  test('Chatwoot is connected, its address is told once, and what it says is on the customer’s timeline', async () => {
    const world = worldOf();
    const page = await world.page('helpdesks');
    await page.getByText('No helpdesk is connected yet').waitFor();
    await picture(page, 'helpdesks-empty');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connect a helpdesk' }).first().click();
    const dialog = page.getByRole('dialog');
    const connect = dialog.getByRole('button', { name: 'Connect a helpdesk' });
    expect(await connect.isDisabled()).toBe(true);
    await dialog.getByLabel('Name').fill('Support');
    await dialog.getByLabel('Key').fill('support');
    await dialog.getByLabel('Address of Chatwoot').fill('https://chat.example.com');
    await dialog.getByLabel('Account number').fill('1');
    await dialog.getByLabel('Access token').fill('agent-token');
    await picture(page, 'helpdesks-connect');
    expect(await seriousFindings(page)).toEqual([]);
    await connect.click();
    const shown = page.getByRole('region', { name: 'Address for webhooks' });
    const address = (await shown.innerText()).trim();
    expect(address).toMatch(/\/helpdesk\/support\/[\w-]{32}$/);
    await page.getByRole('row').filter({ hasText: 'Support' }).filter({ hasText: 'none so far' }).waitFor();

    // The secret that Chatwoot shows for the webhook comes afterwards; what is stored is not shown.
    await page.getByRole('button', { name: 'Edit: Support' }).click();
    expect(await dialog.getByLabel('Access token').inputValue()).toBe('');
    await dialog.getByLabel('Secret of the webhook').fill(webhookSecret);
    // What is written back: attributes unless somebody says otherwise, all else only where somebody says so.
    await dialog.getByText('Value, Segments, Frustration, Situation').waitFor();
    await dialog.getByLabel('Segments as labels').fill('vips, guests');
    await dialog.getByLabel('Routing').scrollIntoViewIfNeeded();
    await picture(page, 'helpdesks-written-back');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const { helpdesks } = await world.graphql('{ helpdesks(first: 5) { edges { node { settings } } } }');
    expect(helpdesks.edges).toMatchObject([
      { node: { settings: { labelledSegments: ['vips', 'guests'], writesNote: false, routing: 'none' } } },
    ]);
    // Other processes learn of it within seconds.
    await eventually(async () => (await deliver(address)) === 200);
    await page.getByRole('row').filter({ hasText: 'Support' }).filter({ hasNotText: 'none so far' }).waitFor();
    await picture(page, 'helpdesks');
    expect(await seriousFindings(page)).toEqual([]);

    await eventually(async () => {
      const { profile } = await world.graphql(
        `{ profile(identifier: { kind: "email", value: "mia@example.com" }) { profileId } }`,
      );
      if (profile === null) return false;
      await follow(page, `/admin/customers/${profile.profileId}`);
      return true;
    });
    await page.getByRole('heading', { level: 1, name: 'Mia Moor' }).waitFor();
    await page.getByText('Where is my parcel?').first().waitFor();
    await picture(page, 'helpdesks-customer', { fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
  });

  testAtLength(
    'what was there before is read while somebody looks on; a check says what is missing, and one button makes it',
    async () => {
      const world = worldOf();
      const { chatwoot, goOn } = await startSlowChatwoot();
      const page = await world.page('helpdesks');
      try {
        const settings = { baseUrl: chatwoot.url, accountId: 1, apiToken: 'admin-token' };
        await world.graphql(
          `mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { helpdesk { key } } }`,
          { input: { helpdesk: 'chatwoot', key: 'past', name: 'Past', settings } },
        );
        await page.getByRole('button', { name: 'Read what was there before: Past' }).click();
        const row = page.getByRole('row').filter({ hasText: 'Past' });
        await row.getByText('39 of about 60 read').waitFor();
        await row.getByRole('progressbar').waitFor();
        await picture(page, 'helpdesks-history');
        expect(await seriousFindings(page)).toEqual([]);
        const chinese = await world.page('helpdesks', { locale: 'zh-Hans' });
        await chinese.getByText('已读取 39 条，共约 60 条').waitFor();
        await picture(chinese, 'helpdesks-history-zh');
        goOn();

        await page.getByRole('button', { name: 'Check: Past' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('There is no webhook with our address.').waitFor();
        await picture(page, 'helpdesks-check');
        expect(await seriousFindings(page)).toEqual([]);
        await dialog.getByRole('button', { name: 'Set it up in the helpdesk' }).click();
        await dialog.getByText('The webhook is there and tells everything.').waitFor();
        expect([...chatwoot.account.webhooks.values()]).toMatchObject([{ url: expect.stringContaining(world.url) }]);
        await chinese.getByRole('button', { name: '检查: Past' }).click();
        await chinese.getByRole('dialog').getByText('webhook 已存在，事件齐全。').waitFor();
        await picture(chinese, 'helpdesks-check-zh');
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await row.getByText('60 contacts and conversations read').waitFor();
        // Away, as that of the demo is under `npm start`.
        await world.database.pool.query(
          `insert into helpdesk_sync (connection, kind, state, requested_at, changed_at, failure, retry_at)
           values ('past', 'changes', 'waiting', now(), now(), 'helpdesk_unavailable', now() + interval '1 hour')
           on conflict (connection, kind) do update set failure = excluded.failure, retry_at = excluded.retry_at`,
        );
        await world.database.pool.query(
          `insert into helpdesk_target (connection, kind, object_id, due_at, failure)
           values ('past', 'contact', 'away', now() + interval '1 hour', 'helpdesk_unavailable')`,
        );
        await page.reload();
        await row.getByText('It does not answer.').waitFor();
        await row.getByText('1 could not be written, and are tried again: The helpdesk does not answer.').waitFor();
        await chinese.reload();
        await chinese.getByText('1 个写入失败，稍后重试：客服系统无响应。').waitFor();
        // However much there is to say, nothing of the row is beyond the edge.
        for (const width of [900, 1280]) {
          await page.setViewportSize({ width, height: 1_000 });
          for (const name of ['Read it again: Past', 'Try again: Past', 'Remove: Past']) {
            const box = await row.getByRole('button', { name }).boundingBox();
            expect([name, width, (box?.x ?? width) + (box?.width ?? width) <= width]).toEqual([name, width, true]);
          }
          await picture(page, `helpdesks-away-${width}`);
          expect(await seriousFindings(page)).toEqual([]);
        }
      } finally {
        goOn();
        await world.graphql(`mutation { removeHelpdesk(input: { key: "past" }) { clientMutationId } }`);
        await chatwoot.stop();
      }
    },
  );

  test('in Chinese and in the dark; who may only look changes nothing; it is removed', async () => {
    const world = worldOf();
    const looking = await world.page('helpdesks', {
      token: await world.loginOf('cx-lead'),
      locale: 'zh-Hans',
      theme: 'dark',
    });
    await looking.getByRole('heading', { level: 1, name: '客服系统' }).waitFor();
    await looking.getByText('Support').waitFor();
    await picture(looking, 'helpdesks-zh');
    expect(await looking.getByRole('button', { name: '连接客服系统' }).count()).toBe(0);
    expect(await looking.getByRole('button', { name: '编辑' }).count()).toBe(0);
    expect(await seriousFindings(looking)).toEqual([]);
    const page = await world.page('helpdesks');
    await page.getByRole('button', { name: 'Remove: Support' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No helpdesk is connected yet').waitFor();
  });
}
