/**
 * PostgreSQL's SQLSTATE, or the system's code (ECONNREFUSED), or ''. Asked by shape, not by class: errors of node itself belong
 * to another realm in tests and workers. A host with several addresses fails with one error for each: the first counts.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'errors' in error && Array.isArray(error.errors) ? errorCode(error.errors[0]) : '';
}

/** The first line of an error's message. */
export function errorLine(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message).split('\n')[0] ?? '';
}
