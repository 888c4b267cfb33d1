import {
  type CataloguePosition,
  type ChangePosition,
  type CustomerPosition,
  type EventNamePosition,
  type PlanPosition,
  type TimelinePosition,
  isStorable,
  isWhole,
} from '@rapport/sdk';
import { cursorOf } from '../connection';
import { isMoment } from './scalars';

const isTime = (value: unknown): value is number => isWhole(value) && isMoment(value);

export const timelineCursor = cursorOf<TimelinePosition>(
  ({ occurredAt, id }) => [occurredAt, id],
  ([occurredAt, id]) => (isTime(occurredAt) && isWhole(id) ? { occurredAt, id } : null),
);
export const changeCursor = cursorOf<ChangePosition>(
  ({ position, index }) => [position, index],
  ([position, index]) => (isWhole(position) && isWhole(index) ? { position, index } : null),
);
export const eventNameCursor = cursorOf<EventNamePosition>(
  ({ name, id }) => [name, id],
  ([name, id]) => (isText(name) && isWhole(id) && Math.abs(id) < 2 ** 31 ? { name, id } : null),
);
export const catalogueCursor = cursorOf<CataloguePosition>(
  ({ count, name, id }) => [count, name, id],
  ([count, name, id]) => (isWhole(count) && isText(name) && isSmall(id) ? { count, name, id } : null),
);
export const planCursor = cursorOf<PlanPosition>(
  ({ version }) => [version],
  ([version]) => (isSmall(version) ? { version } : null),
);
/** Of lists in the order of an id. */
export const idCursor = cursorOf<{ readonly id: number }>(
  ({ id }) => [id],
  ([id]) => (isWhole(id) && id >= 0 ? { id } : null),
);

function isSmall(value: unknown): value is number {
  return isWhole(value) && Math.abs(value) < 2 ** 31;
}

export const customerCursor = cursorOf<CustomerPosition>(
  ({ lastSeen, leafId }) => [lastSeen, leafId],
  ([lastSeen, leafId]) => (isTime(lastSeen) && isWhole(leafId) ? { lastSeen, leafId } : null),
);
export const reviewCursor = cursorOf<number>(
  (id) => [id],
  ([id]) => (isWhole(id) ? id : null),
);

function isText(value: unknown): value is string {
  return typeof value === 'string' && isStorable(value);
}
