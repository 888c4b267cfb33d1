import { Analytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { startDoor, testSource, type TestDoor } from '../../test/support/door';
import { eventually } from '../../test/support/eventually';

let door: TestDoor;
beforeEach(async () => {
  door = await startDoor({ sources: [testSource()] });
});
afterEach(() => door.close());

test("Segment's Node SDK delivers everything", async () => {
  const analytics = new Analytics({ writeKey: 'SERVERKEY', host: door.url, maxRetries: 0 });
  const failures: unknown[] = [];
  analytics.on('error', (error) => failures.push(error));
  for (let index = 0; index < 100; index++) {
    analytics.track({ userId: `u${index}`, event: 'Order Completed', properties: { total: index } });
  }
  analytics.identify({ userId: 'u1', traits: { email: 'Joe@Example.com' } });
  analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Acme' } });
  analytics.alias({ userId: 'u1', previousId: 'u0' });
  analytics.page({ anonymousId: 'a1', name: 'Help', category: 'Docs' });
  analytics.screen({ anonymousId: 'a1', name: 'Home' });
  await analytics.closeAndFlush();
  expect(failures).toEqual([]);
  expect(door.ingest.events).toHaveLength(105);
  const types = new Set(door.ingest.events.map(({ type }) => type));
  expect([...types].sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
});

test("RudderStack's Node SDK delivers everything, gzip labelled as a form", async () => {
  const client = new RudderAnalytics('SERVERKEY', { dataPlaneUrl: door.url, flushAt: 10, gzip: true });
  for (let index = 0; index < 25; index++)
    client.track({ userId: `u${index}`, event: 'Order Completed', properties: { total: index } });
  client.identify({ userId: 'u1', traits: { email: 'joe@example.com' } });
  client.alias({ userId: 'u1', previousId: 'u0' });
  // A flush ends with the batch it sends; what was under way before it may come later.
  await client.flush();
  await client.flush();
  await eventually(() => door.ingest.events.length >= 27);
  expect(door.ingest.events).toHaveLength(27);
  expect(door.ingest.rejected).toEqual([]);
});
