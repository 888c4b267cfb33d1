import { createServer } from 'node:http';
import { z } from 'zod';
import { createPool } from '../../src/postgres/pool';
import { handWritten } from './customer-360-query';

/** The limit of customer-360: node:http and two prepared statements. Argument: the database. */
const pool = createPool({
  databaseUrl: process.argv[2] ?? '',
  schema: 'rapport',
  connectionsMax: 16,
  applicationName: 'bench bare query',
  genericPlans: true,
});
const body = z.object({ variables: z.object({ id: z.string() }) });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id } = body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))).variables;
    answer(id).then(
      (text) => {
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
        response.end(text);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});

type Who = { readonly leaves: number[]; readonly since: string; readonly until: string; readonly answer: string };

async function answer(id: string): Promise<Buffer> {
  const who = (await pool.query<Who>({ ...handWritten.who, values: [id] })).rows[0];
  if (who === undefined) return Buffer.from('{"data":{"profile":null}}');
  const values = [who.leaves, who.since, who.until];
  const timeline = (await pool.query<{ answer: string }>({ ...handWritten.timeline, values })).rows[0];
  // Both are objects in text: one becomes a member of the other without being read.
  return Buffer.from(`{"data":{"profile":${who.answer.slice(0, -1)},"timeline":${timeline?.answer ?? 'null'}}}}`);
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
