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
  log.error({ err: cause, path: formatted.path }, 'graphql: a resolver failed');
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

/** The error that a resolver threw, inside what the executor made of it. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError instanceof Error) cause = cause.originalError;
  return cause;
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
