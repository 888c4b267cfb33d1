import { errorTable, RapportError } from '@rapport/sdk';
import type { ErrorCode } from '@rapport/sdk';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** Errors of the GraphQL layer itself, by the code that Apollo gives them. */
const apolloCodes: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'query_invalid',
  GRAPHQL_VALIDATION_FAILED: 'query_invalid',
  OPERATION_RESOLUTION_FAILURE: 'query_invalid',
  BAD_REQUEST: 'query_invalid',
  BAD_USER_INPUT: 'bad_input',
  PERSISTED_QUERY_NOT_FOUND: 'persisted_query_not_found',
};

/**
 * What a client sees of an error: our code, our sentence, where it happened; never a stack trace. Errors that are not in the
 * table are logged and become internal_error.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = causeOf(error);
  if (cause instanceof RapportError) return answer(cause.code, cause.message, formatted);
  const given = formatted.extensions?.['code'];
  if (formatted.extensions?.['validationErrorCode'] === 'INTROSPECTION_DISABLED') {
    return answer('introspection_forbidden', errorTable.introspection_forbidden.message, formatted);
  }
  if (typeof given === 'string') {
    if (isCode(given)) return answer(given, formatted.message, formatted);
    const code = apolloCodes[given];
    if (code !== undefined) return answer(code, formatted.message, formatted);
  }
  // Apollo's own refusals without a code of its own: a persisted query of another version, or of another text.
  if (isRefusal(cause)) return answer('query_invalid', formatted.message, formatted);
  if (isDatabaseAway(cause)) {
    log.warn(describe(cause), 'graphql: the database does not answer');
    return answer('database_unavailable', errorTable.database_unavailable.message, formatted);
  }
  log.error({ ...describe(cause), path: formatted.path }, 'graphql: a resolver failed');
  return answer('internal_error', errorTable.internal_error.message, formatted);
}

function answer(code: ErrorCode, message: string, { path, locations }: GraphQLFormattedError): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code, retryable: errorTable[code].retryable },
  };
}

/** Codes of the network and of PostgreSQL (it stops, it starts, it has no connection left). */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);
const awayMessages = /^(?:timeout exceeded when trying to connect|Connection terminated)/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('code' in error && typeof error.code === 'string' && awayCodes.has(error.code)) || awayMessages.test(error.message)
  );
}

/** For the log, without the values that PostgreSQL quotes in its messages. */
export function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const isSql = 'severity' in error;
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return { type: error.name, code, ...(isSql ? {} : { message: error.message }), stack: frames.slice(0, 8).join('\n') };
}

/** The error that a resolver threw, inside what the executor made of it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError instanceof Error) cause = cause.originalError;
  return cause;
}

/** What Apollo throws with an HTTP status of 4xx. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const http = error.extensions['http'];
  const status: unknown = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
