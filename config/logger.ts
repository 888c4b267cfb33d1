import { Writable } from 'node:stream';
import { z } from 'zod';
import { createLog } from '../src/process/log';

const entry = z.object({ level: z.enum(['error', 'warn', 'info']), message: z.unknown() });

/** Strapi's own messages join our log as JSON lines. From `warn` on: its `http` lines hold addresses with their queries. */
export default () => {
  const log = createLog(process.env['LOG_LEVEL'] ?? 'info', 'strapi');
  const record = (info: unknown, done: () => void): void => {
    const parsed = entry.safeParse(info);
    if (parsed.success) log[parsed.data.level](String(parsed.data.message));
    done();
  };
  // What winston calls a transport: a stream of objects that also has a method `log` of two parameters.
  const stream = new Writable({ objectMode: true, write: (info: unknown, _encoding, done) => record(info, done) });
  return { level: 'warn', transports: [Object.assign(stream, { log: record })] };
};
