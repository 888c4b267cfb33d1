import { Agent } from 'node:http';
import fc from 'fast-check';
import { startDoor, testSource, type TestDoor } from '../../test/support/door';
import { expectDocumented } from '../../test/support/door-answers';
import { doorRequests, keys } from '../../test/support/door-requests';
import { sendRaw } from '../../test/support/raw-request';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let door: TestDoor;
beforeAll(async () => {
  const secretProperties = ['password'];
  door = await startDoor({
    sources: [
      testSource({ writeKey: keys.server, secretProperties }),
      testSource({ ref: 'source-browser', writeKey: keys.browser, kind: 'browser', secretProperties }),
      testSource({ ref: 'source-disabled', writeKey: keys.disabled, enabled: false }),
    ],
  });
});
afterAll(async () => {
  agent.destroy();
  await door.close();
});

/** With memory behind the door, so far more than test/integration/fuzz-door.test.ts can send in the time. */
test('whatever is sent, the answer is as documented, and what goes in is what PostgreSQL takes', async () => {
  await fc.assert(
    fc.asyncProperty(doorRequests, async (request) => {
      const answer = await sendRaw(door.url, agent, request);
      if (answer !== null) expectDocumented(request, answer);
    }),
    { numRuns: 1_000, endOnFailure: true },
  );
  expect(door.ingest.events.length).toBeGreaterThan(100);
  expect(door.ingest.rejected.length).toBeGreaterThan(100);
  for (const stored of door.ingest.events) expectStorable(JSON.stringify(stored));
  for (const { body } of door.ingest.rejected) expectStorable(body);
});

/** No U+0000, no lone surrogate. */
function expectStorable(text: string): void {
  expect(text).not.toMatch(/\\u0000|\\ud[89a-f]|\0/i);
}
