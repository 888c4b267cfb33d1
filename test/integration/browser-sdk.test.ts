import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../support/browser';
import { startDoor, testSource, type TestDoor } from '../support/door';
import { eventually } from '../support/eventually';
import { describeWith } from '../support/system';

const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

describeWith(chromiumPath, 'in a real browser, on a page of another site', () => {
  let door: TestDoor;
  let site: Server;
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args });
  });
  beforeEach(async () => {
    door = await startDoor({ sources: [testSource({ writeKey: 'browser-key', kind: 'browser' })] });
    const pages = new Map([
      ['/segment', segmentSnippet(door.url)],
      ['/rudderstack', rudderStackSnippet(door.url)],
    ]);
    site = createServer((request, response) => {
      const [address = ''] = (request.url ?? '').split('?');
      if (address === '/rudder.js')
        return response.writeHead(200, { 'content-type': 'text/javascript' }).end(rudderStackSdk());
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><title>Shop</title>${pages.get(address) ?? ''}`);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    site.closeAllConnections();
    site.close();
    await door.close();
  });
  afterAll(() => browser.close());

  test.each([
    ["Segment's snippet of docs/sending-events.md, which loads the SDK from here", '/segment'],
    ["RudderStack's SDK, which asks here for its settings", '/rudderstack'],
  ])('%s: page, identify and track of one visitor arrive, claimed', async (_, address) => {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${portOf(site)}${address}?utm_campaign=spring`);
    await page.evaluate(
      `analytics.identify('u-1', { email: 'Anna@X.com' }); analytics.track('Product Viewed', { price: 12.5 })`,
    );
    await eventually(() => door.ingest.events.length >= 3);
    await page.close();

    expect(door.ingest.rejected).toEqual([]);
    const events = [...door.ingest.events].sort((a, b) => a.type.localeCompare(b.type));
    expect(events.map((event) => event.type)).toEqual(['identify', 'page', 'track']);
    const [identify, , track] = events;
    expect(identify?.identifiers).toEqual(
      expect.arrayContaining([
        { kind: 'user_id', value: 'u-1', trust: 'claimed' },
        { kind: 'email', value: 'anna@x.com', trust: 'claimed' },
      ]),
    );
    expect(track).toMatchObject({ name: 'Product Viewed', value: 12.5, context: { campaign: { name: 'spring' } } });
    const devices = events.map((event) => event.identifiers.find((one) => one.kind === 'anonymous_id')?.value);
    expect(new Set(devices).size).toBe(1);
  });
});

/** As a reader would copy it, with his own address and key. */
function segmentSnippet(url: string): string {
  const text = readFileSync(path.join(__dirname, '../../docs/sending-events.md'), 'utf8');
  const block = /```html\n([\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error('docs/sending-events.md has no snippet');
  return block.replace('https://rapport.example', url).replace('WRITE_KEY', 'browser-key');
}

/** The build that has its plugins in it: the other one would fetch them from RudderStack. */
function rudderStackSdk(): Buffer {
  const build = 'node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js';
  return readFileSync(path.join(__dirname, '../..', build));
}

function rudderStackSnippet(url: string): string {
  return `<script src="/rudder.js"></script><script>
    var analytics = new rudderanalytics.RudderAnalytics();
    analytics.load('browser-key', '${url}', { configUrl: '${url}' });
    analytics.page();
  </script>`;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
