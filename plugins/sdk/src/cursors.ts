import type { AuditPosition } from './audit';
import { cursorOf } from './connection';
import type { SearchPosition } from './read-models';
import { isStorable } from './storable';

/** An id or a place, as a cursor of a client may claim it. */
export const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

/** Lists in order of one number. */
export const numberCursor = cursorOf<number>(
  (id) => [id],
  ([id]) => (isWhole(id) ? id : null),
);

/** Of AuditLog.page. */
export const auditCursor = cursorOf<AuditPosition>(
  ({ at, id }) => [at, id],
  ([at, id]) => (isWhole(at) && at >= 0 && isWhole(id) ? { at, id } : null),
);

/** Of ProfileReader.search. */
export const searchCursor = cursorOf<SearchPosition>(
  ({ token, key, leafId }) => [token, key, leafId],
  ([token, key, leafId]) => (isText(token) && isText(key) && isWhole(leafId) ? { token, key, leafId } : null),
);

function isText(value: unknown): value is string {
  return typeof value === 'string' && isStorable(value);
}
