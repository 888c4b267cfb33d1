import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Frame, Page } from 'playwright-core';
import { testAtLength } from '../../support/long';
import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { eventually } from '../../support/eventually';
import { type HelpdeskFrame, startHelpdeskFrame } from '../../support/helpdesk-frame';
import { fullView } from '../../support/panel-view';

const webhookSecret = 'whsec-panel';
const minute = 60_000;
const now = Date.now();
const opened = Math.floor((now - 12 * minute) / 1_000);
const sender = { id: 5, name: 'Joe Carter', email: 'joe@example.com', identifier: 'joe', type: 'contact' };
const conversation = {
  ...{ id: 41, status: 'open', channel: 'Channel::WebWidget', created_at: opened, updated_at: opened + 5 },
  ...{ contact_inbox: { contact_id: 5, source_id: 'x', hmac_verified: true }, messages: [], labels: [] },
  meta: { sender, assignee: { id: 4, name: 'Priya' }, team: { id: 2, name: 'Billing' }, hmac_verified: true },
};
const message = (id: number, text: string, seconds: number) => ({
  ...{
    event: 'message_created',
    id,
    message_type: 'incoming',
    content_type: 'text',
    private: false,
    sender,
    conversation,
  },
  ...{ content: text, created_at: new Date((opened + seconds) * 1_000).toISOString() },
});
const handOver = (from: number, to: number, seconds: number) => ({
  ...{ ...conversation, event: 'conversation_updated', updated_at: opened + seconds },
  changed_attributes: [{ assignee_id: { previous_value: from, current_value: to } }],
});

async function deliver(address: string, body: object): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${text}`).digest('hex');
  const headers = { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` };
  const { status } = await fetch(address, { method: 'POST', body: text, headers });
  if (status !== 200) throw new Error(`webhook: ${status}`);
}

const track = (event: string, minutesAgo: number, properties: object) => ({
  ...{ type: 'track', userId: 'joe', event, properties },
  timestamp: new Date(now - minutesAgo * minute).toISOString(),
});

export function panelStories(worldOf: () => AdminWorld): void {
  describe('the agents’ panel', () => {
    let desk: HelpdeskFrame;
    let world: AdminWorld;
    beforeAll(async () => {
      world = worldOf();
      desk = await startHelpdeskFrame();
      const settings = { baseUrl: desk.url, accountId: 1, apiToken: 'agent-token', webhookSecret };
      const input = { helpdesk: 'chatwoot', key: 'desk', name: 'Desk', settings };
      const { createHelpdesk } = await world.graphql(
        'mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { webhookPath } }',
        { input },
      );
      await world.send([
        {
          ...{ type: 'identify', userId: 'joe' },
          traits: {
            name: 'Joe Carter',
            city: 'Pune',
            country: 'IN',
            plan: 'Club',
            renews_at: new Date(now + 9 * 24 * 60 * minute).toISOString(),
          },
        },
        track('Order Completed', 9_000, {
          ...{ order_id: 'N-20418', total: 249.9, currency: 'EUR' },
          products: [{ name: 'Router AX 5400' }, { name: 'Cable' }],
        }),
        track('Order Shipped', 7_600, {
          order_id: 'N-20418',
          expected_at: new Date(now - 1_500 * minute).toISOString(),
        }),
        track('Payment Failed', 60_000, { reason: 'card_expired' }),
        track('Email Opened', 3_000, { email_subject: 'Your order is on its way' }),
        ...['reset router', 'error 651', 'router no internet'].map((query, index) =>
          track('Help Searched', 42 - index * 8, { query }),
        ),
        track('Article Viewed', 30, { title: 'Reset your router' }),
        track('Article Rated', 28, { title: 'Reset your router', helpful: false }),
      ]);
      const address = `${world.url}${createHelpdesk.webhookPath}`;
      await deliver(address, { ...conversation, event: 'conversation_created' });
      await deliver(address, message(901, 'The router does not connect since yesterday', 5));
      await deliver(address, handOver(3, 6, 200));
      await deliver(address, handOver(6, 4, 400));
    });
    afterAll(() => desk.stop());

    /** The helpdesk's page with the panel in its frame. */
    async function inHelpdesk(page: Page, query = '', conversationId = 41, contact = 5): Promise<Frame> {
      const panel = encodeURIComponent(`${world.url}/panel/?connection=desk${query}`);
      await page.goto(`${desk.url}/?src=${panel}&conversation=${conversationId}&contact=${contact}`);
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      if (frame === null) throw new Error('no frame');
      return frame;
    }

    test('in the helpdesk’s frame an agent signs in by a link once, and sees who it is and what happened', async () => {
      const page = await world.page('', { width: 400, height: 1_500 });
      const frame = await inHelpdesk(page);
      await frame.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      await picture(page, 'panel-signed-out');
      await frame.getByLabel('Or paste a sign-in link').fill(`${world.url}/panel/#code=${await world.panelCode()}`);
      await frame.getByRole('button', { name: 'Use the link' }).click();
      await frame.getByRole('heading', { level: 1, name: 'Joe Carter' }).waitFor();
      await frame.getByText('The router does not connect since yesterday').first().waitFor();
      await frame.getByText('Router AX 5400').waitFor();
      await frame.getByText('late', { exact: true }).waitFor();
      await picture(page, 'panel-400');
      // The cookie lasts for the shift: the frame is opened again without a question.
      const again = await inHelpdesk(page);
      await again.getByRole('heading', { level: 1, name: 'Joe Carter' }).waitFor();
      // What happens is seen while the page is open.
      await world.send([track('Help Searched', 0, { query: 'cancel my contract' })]);
      await again.getByText('cancel my contract').first().waitFor();
      // Another conversation, of somebody of whom nothing is known.
      await page.evaluate('goOn(99, 999)');
      await again.getByText('Rapport does not know this contact').waitFor();
      await picture(page, 'panel-no-match');
      await page.evaluate('goOn(41, 5)');
      await again.getByRole('heading', { level: 1, name: 'Joe Carter' }).waitFor();
      await again.getByRole('button', { name: 'Sign out' }).click();
      await again.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    });

    testAtLength(
      'the window of Rapport signs in with the admin’s session; alone, wide and narrow, nothing is serious',
      async () => {
        const page = await world.page('', { width: 900, height: 1_100 });
        const { profile } = await world.graphql(
          '{ profile(identifier: { kind: "user_id", value: "joe" }) { profileId } }',
        );
        await page.goto(`${world.url}/panel/?profile=${profile.profileId}`);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByRole('heading', { level: 1, name: 'Joe Carter' }).waitFor();
        await picture(page, 'panel-900', { fullPage: true });
        expect(await seriousFindings(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 900 });
        await picture(page, 'panel-320', { fullPage: true });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await seriousFindings(page)).toEqual([]);
      },
    );

    testAtLength(
      'in Chinese and in the dark; while Rapport is away it keeps what it shows; a role without the right gets no link',
      async () => {
        const page = await world.page('', { width: 400, height: 1_300 });
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.goto(`${world.url}/panel/?connection=desk&contact=5&locale=zh#code=${await world.panelCode()}`);
        await page.getByRole('heading', { name: '经历' }).waitFor();
        expect(page.url()).not.toContain('code=');
        await picture(page, 'panel-zh', { fullPage: true });
        expect(await seriousFindings(page)).toEqual([]);
        // Whatever is shown stays while Rapport is away.
        await page.route('**/panel/api/view?*', (route) => route.abort());
        await world.send([track('Help Searched', 0, { query: 'meanwhile' })]);
        await page.getByText('Rapport 没有响应').waitFor();
        expect(await page.getByRole('heading', { level: 1, name: 'Joe Carter' }).count()).toBe(1);
        await page.unroute('**/panel/api/view?*');
        await page.getByText('meanwhile').first().waitFor();
        expect(await page.getByText('Rapport 没有响应').count()).toBe(0);
        world.complaints.splice(0);
        const refused = await fetch(`${world.url}/panel/api/links`, {
          ...{ method: 'POST', body: '{}' },
          headers: { authorization: `Bearer ${await world.loginOf('marketing')}`, 'content-type': 'application/json' },
        });
        expect(refused.status).toBe(403);
      },
    );

    testAtLength(
      'words are copied; what is done or dismissed can be taken back, and is told to the server when it cannot',
      async () => {
        const page = await world.page('', { width: 400, height: 1_000 });
        const told: string[] = [];
        await page.route('**/panel/api/view?*', (route) => route.fulfill({ json: fullView(Date.now()) }));
        await page.route('**/panel/api/suggestions/*', (route) => {
          told.push(`${route.request().url().split('/').at(-1)} ${route.request().postData()}`);
          return route.fulfill({ json: {} });
        });
        await page.route('**/panel/api/scripts?*', (route) =>
          route.fulfill({ json: { scripts: fullView(Date.now()).scripts?.slice(1) } }),
        );
        await page.goto(`${world.url}/panel/?profile=${fullView(0).profileId}#code=${await world.panelCode()}`);
        await page.getByText('Searched without success').first().waitFor();
        await picture(page, 'panel-full-400', { fullPage: true });
        expect(await seriousFindings(page)).toEqual([]);
        await page.getByRole('button', { name: 'Copy: Hi Joe' }).click();
        await page.getByRole('button', { name: 'Copy: Hi Joe' }).getByText('Copied').waitFor();
        await eventually(async () => told.includes('g1 {"outcome":"used"}'));
        await page.getByRole('button', { name: 'Dismiss: Offer to call back' }).click();
        await page.getByRole('button', { name: 'Undo' }).click();
        await page.getByRole('button', { name: 'Dismiss: Offer to call back' }).waitFor();
        await page.getByRole('button', { name: 'Done: Send a replacement' }).click();
        expect(await page.getByRole('button', { name: 'Done: Send a replacement' }).count()).toBe(0);
        await page.getByLabel('Search scripts').fill('parcel');
        await page.getByText('Router does not connect', { exact: true }).waitFor({ state: 'detached' });
        await page.getByText('Late delivery, apology').click();
        await picture(page, 'panel-scripts', { fullPage: true });
        await page.setViewportSize({ width: 900, height: 1_000 });
        await picture(page, 'panel-full-900', { fullPage: true });
        // Whoever leaves has decided. What a page sends while it is gone nobody could look at: it only hears that it goes.
        await page.evaluate("dispatchEvent(new Event('pagehide'))");
        await eventually(async () => told.includes('a1 {"outcome":"used"}'));
        expect(told.some((one) => one.startsWith('a2'))).toBe(false);
      },
    );

    test('a page that is no connected helpdesk cannot show it', async () => {
      const evil: Server = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><title>x</title><iframe src="${world.url}/panel/?connection=desk"></iframe>`);
      });
      await new Promise<void>((resolve) => evil.listen(0, 'localhost', resolve));
      const bound = evil.address();
      const page = await world.page('', { width: 400, height: 600 });
      await page.goto(`http://localhost:${typeof bound === 'object' && bound !== null ? bound.port : 0}/`);
      await eventually(async () => world.complaints.some((one) => one.includes('frame-ancestors')));
      world.complaints.splice(0);
      expect(await page.frames()[1]?.locator('#panel').count()).toBe(0);
      await new Promise((resolve) => evil.close(resolve));
    });
  });
}
