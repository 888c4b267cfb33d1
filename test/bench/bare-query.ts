import { createServer } from 'node:http';
import { z } from 'zod';
import { createPool } from '../../src/postgres/pool';
import { handWritten } from './customer-360-query';

/** The limit of customer-360: node:http and one prepared statement. Argument: the database. */
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
    pool.query<{ answer: string }>({ ...handWritten, values: [id] }).then(
      ({ rows }) => {
        const text = Buffer.from(rows[0]?.answer ?? '{"data":{"profile":null}}');
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
        response.end(text);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
