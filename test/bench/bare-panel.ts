import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { limits } from '@rapport/sdk';
import { createLookupPool, createPool } from '../../src/postgres/pool';
import type { CapturedView } from './panel-statements';

/** The limit of `panel`: node:http and the panel's own statements, their rows as they come. Arguments: database, file of statements. */
const options = {
  databaseUrl: process.argv[2] ?? '',
  ...{ schema: 'rapport', connectionsMax: 10, applicationName: 'bench bare panel' },
};
const readPool = createPool({ ...options, genericPlans: true });
const lookupPool = createLookupPool(options, limits.lookupMilliseconds);
const captured: readonly CapturedView[] = JSON.parse(readFileSync(process.argv[3] ?? '', 'utf8'));
const views = new Map(captured.map(({ profile, waves }) => [profile, waves]));

async function answer(profile: string): Promise<Buffer> {
  const conversation: unknown[] = [];
  for (const wave of views.get(profile) ?? [])
    conversation.push(
      await Promise.all(
        wave.map(async ({ name, text, values, isLookup }) => {
          const query = { text, values: [...values], ...(name === null ? {} : { name }) };
          return (await (isLookup ? lookupPool : readPool).query(query)).rows;
        }),
      ),
    );
  return Buffer.from(JSON.stringify({ conversation }));
}

const server = createServer((request, response) => {
  const profile = new URL(request.url ?? '/', 'http://localhost').searchParams.get('profile') ?? '';
  answer(profile).then(
    (text) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
      response.end(text);
    },
    (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
