import { RapportError } from '@rapport/sdk';
import pino, { type DestinationStream, type Logger } from 'pino';

/** Names under which personal data or secrets travel; whoever logs an object that has them logs `[hidden]`. */
const hidden = [
  'body',
  'headers',
  'traits',
  'properties',
  'context',
  'identifiers',
  'email',
  'phone',
  'ip',
  'password',
  'token',
  'writeKey',
  'databaseUrl',
  'authorization',
];

/** One JSON line for each entry, on stdout. Ids, counts, codes and times; never bodies, traits or addresses. */
export function createLog(level: string, name: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process: name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: hidden.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

type ErrorDescription = {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
};

/**
 * What may be written about an error. PostgreSQL's messages and details quote values, and so do JSON.parse's: of those only
 * the code and the place are kept.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = stackOf(error);
  if (error instanceof RapportError) return { type: error.name, ...code, message: error.message, stack, ...cause };
  if ('severity' in error && 'routine' in error) return { type: 'DatabaseError', ...code, ...placeOf(error), stack };
  if (error instanceof SyntaxError) return { type: error.name, stack, ...cause };
  return { type: error.name, ...code, message: error.message, stack, ...cause };
}

/** Frames only: the first lines of a stack repeat the message. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((line) => line.trim()).join('\n');
}

function placeOf(error: object): { message?: string } {
  const parts = ['routine', 'schema', 'table', 'column', 'constraint'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? [`${key} ${value}`] : [];
  });
  return parts.length === 0 ? {} : { message: parts.join(', ') };
}
