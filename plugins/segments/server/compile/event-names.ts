import type { EventSelector, EventType } from '@rapport/sdk';
import { selects } from '../../domain/selector';

export type EventName = { readonly id: number; readonly type: EventType; readonly name: string };

/** The names of events that were ever seen, and their numbers. */
export interface EventNames {
  /** Numbers of the names that a selector means, in ascending order. */
  idsOf(selector: EventSelector): readonly number[];
}

export function eventNames(all: readonly EventName[]): EventNames {
  const known = new Map<string, readonly number[]>();
  return {
    idsOf(selector) {
      const key = JSON.stringify([selector.names ?? null, selector.types ?? null]);
      const ids =
        known.get(key) ??
        all
          .filter((one) => selects(selector, one.type, one.name))
          .map((one) => one.id)
          .sort((a, b) => a - b);
      known.set(key, ids);
      return ids;
    },
  };
}
