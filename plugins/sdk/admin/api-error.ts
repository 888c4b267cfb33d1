import { errorTable } from '../src/errors';
import type { ErrorCode } from '../src/errors';

/** `offline`: no answer came at all. `unexpected`: an answer that is none of ours. */
export type ApiErrorCode = ErrorCode | 'offline' | 'unexpected';

/** What went wrong with a request of a page, by its code; errorTexts says it in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** Whether doing the very same again, later, can help. */
  get retryable(): boolean {
    return this.code === 'offline' || (isErrorCode(this.code) && errorTable[this.code].retryable);
  }
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('unexpected', error instanceof Error ? error.message : String(error));
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
