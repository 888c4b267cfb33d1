/**
 * A process of its own that sends prepared calls through Segment's SDK at a steady rate, and writes down what was acknowledged.
 * Plain JavaScript: it runs beside jest, without a compiler.
 *
 * node sender.mjs CONFIG.json, where the file holds { urls, writeKey, callsFile, seconds, clients, settleSecondsMax, journal }.
 * `journal` gets a line for each event: `2xx <messageId>` when an answer 2xx named it, then `done <messageId>` when the SDK's
 * callback reported success or `lost <messageId> <reason>`; and `status <code>` for each answer, `unanswered` for each request that got none.
 */
import { setMaxListeners } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Analytics } from '@segment/analytics-node';

// The SDK hangs all its waiting batches on one signal; while the server is away there are many.
setMaxListeners(0);

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const calls = readFileSync(config.callsFile, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

const write = (line) => appendFileSync(config.journal, `${line}\n`);
let turn = 0;

/** Nodes behind a balancer: each request, a retry too, goes to the next one. */
async function balanced(url, init) {
  const { pathname } = new URL(url);
  const node = config.urls[turn++ % config.urls.length];
  try {
    const response = await fetch(new URL(pathname, node), init);
    write(`status ${response.status}`);
    return response;
  } catch (error) {
    write('unanswered');
    throw error;
  }
}

function createClient() {
  const client = new Analytics({
    writeKey: config.writeKey,
    host: config.urls[0],
    flushAt: 20,
    flushInterval: 50,
    maxRetries: 20,
    httpClient: balanced,
  });
  client.on('http_response', ({ status, body }) => {
    if (status < 200 || status > 299) return;
    for (const { messageId } of JSON.parse(body).batch) write(`2xx ${messageId}`);
  });
  // Failures are in the callbacks; without a listener they would end the process.
  client.on('error', () => undefined);
  return client;
}

const clients = Array.from({ length: config.clients }, createClient);
let settled = 0;

function send({ type, timestamp, ...rest }, index) {
  const client = clients[index % clients.length];
  client[type]({ ...rest, timestamp: new Date(timestamp) }, (error) => {
    settled++;
    write(error === undefined ? `done ${rest.messageId}` : `lost ${rest.messageId} ${String(error?.message ?? error)}`);
  });
}

const start = performance.now();
for (let sent = 0; sent < calls.length;) {
  const due = Math.ceil(calls.length * Math.min((performance.now() - start) / (config.seconds * 1000), 1));
  for (; sent < due; sent++) send(calls[sent], sent);
  await sleep(20);
}
await Promise.all(clients.map((client) => client.closeAndFlush({ timeout: config.settleSecondsMax * 1000 })));
process.exit(settled === calls.length ? 0 : 1);
