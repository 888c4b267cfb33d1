import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { errorTable } from '@rapport/sdk';
import fc from 'fast-check';
import pg from 'pg';
import { z } from 'zod';
import { globalId } from '../../plugins/customer-360/server/global-id';
import { createCalls } from '../crash/calls';
import { long } from '../support/long';
import { createFreshDatabase, createSource, type FreshDatabase } from '../support/fresh-database';
import { drawPayload, type Known } from '../support/graphql-requests';
import { Node } from '../support/node';
import { appDir, build } from '../support/rapport';
import { sendRaw, type RawAnswer } from '../support/raw-request';
import { expectSteady } from '../support/steady';

/** `npm run prove` sends many more. */
const requests = long ? 10_000 : 1_000;
const writeKey = 'FUZZSERVER';

jest.setTimeout((300 + requests / 10) * 1000);

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let dataDir: string;
let database: FreshDatabase;
let node: Node;
let tokens: string[];
let known: Known;

beforeAll(async () => {
  build();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rapport-fuzz-'));
  database = await createFreshDatabase();
  node = await Node.start({ DATABASE_URL: database.url, ROLE: 'web', RAPPORT_DATA_DIR: dataDir });
  await createSource(database.url, { writeKey });
  const full = 'profile.read,timeline.read,pii.read,profile.write,event.write,identity.write';
  tokens = [createToken('full', full), createToken('some', 'profile.read'), 'nobody'];
  await sendCustomers();
  known = await readKnown();
});
afterAll(async () => {
  agent.destroy();
  const errors = node.log.split('\n').filter((line) => line.includes('"level":"error"'));
  if (errors.length > 0) process.stderr.write(`${errors.slice(-5).join('\n')}\n`);
  await node.stop();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

function createToken(name: string, scopes: string): string {
  const command = [path.join(appDir, 'bin/rapport'), 'token', 'create', name, '--scopes', scopes];
  const { PATH } = process.env;
  const env = { PATH, HOME: '/nonexistent', DATABASE_URL: database.url, RAPPORT_DATA_DIR: dataDir };
  return execFileSync(process.execPath, command, { env, encoding: 'utf8' }).trim();
}

async function sendCustomers(): Promise<void> {
  const answer = await fetch(`${node.url}/v1/batch`, {
    method: 'POST',
    headers: { 'x-write-key': writeKey },
    body: JSON.stringify({ batch: createCalls('fuzz', 400, Date.now()) }),
  });
  expect(await answer.json()).toMatchObject({ accepted: 400 });
}

/** Ids of everything that is there, in both spellings. */
async function readKnown(): Promise<Known> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const read = async (statement: string): Promise<string[]> =>
    (await client.query<[string]>({ text: statement, rowMode: 'array' })).rows.map(([text]) => text);
  const profiles = await read('select public_id::text from rapport.profile limit 30');
  const merges = await read('select public_id::text from rapport.merge limit 10');
  const values = await read('select value from rapport.identifier limit 30');
  await client.end();
  const ids = [
    ...profiles,
    ...profiles.map((id) => globalId('Profile', id)),
    ...merges.map((id) => globalId('Merge', id)),
    globalId('Event', '1', '2'),
    globalId('Trait', profiles[0] ?? '', 'email'),
    globalId('Conversation', 'x'),
  ];
  return { ids, values };
}

const code = z
  .string()
  .refine((name) => Object.hasOwn(errorTable, name) && name !== 'internal_error', 'a code of the error table');
const answerShape = z.strictObject({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.strictObject({
        message: z.string(),
        locations: z.unknown().optional(),
        path: z.unknown().optional(),
        extensions: z.strictObject({ code, retryable: z.boolean() }),
      }),
    )
    .optional(),
});

/** What docs/querying.md promises of every answer. */
function expectDocumented(body: string, { status, text }: RawAnswer): void {
  const wrong = [body, status, text];
  if (status >= 500 || status < 200 || text.includes('node_modules')) throw new Error(wrong.join('\n'));
  const parsed = answerShape.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error([...wrong, parsed.error.message].join('\n'));
}

async function run(count: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const token = tokens[g(fc.nat, 20) < 18 ? 0 : g(fc.nat, 2)];
      const body = JSON.stringify(drawPayload(g, known)) ?? '';
      const answer = await sendRaw(node.url, agent, {
        method: 'POST',
        path: '/graphql',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: Buffer.from(body),
        cutAt: null,
      });
      if (answer !== null) expectDocumented(body, answer);
    }),
    // What failed is printed whole; to make it smaller would send it hundreds of times more.
    { numRuns: count, endOnFailure: true },
  );
}

test('whatever is asked over GraphQL: no 5xx, no hang, a documented answer; memory does not grow', async () => {
  await expectSteady(node, requests, run);
});
