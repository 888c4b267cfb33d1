import type { EventType } from './events';
import type { Actor } from './identity';
import type { Json, JsonObject } from './json';
import type { EventNameRecord, Page, PageRequest } from './read-models';

/** What is known of one event name. Times are epoch milliseconds. */
export type CatalogueNumbers = {
  /** Time of the newest event; null where nothing came yet (a plan was made first). */
  readonly lastSeen: number | null;
  /** By day in UTC, oldest first, only days on which something happened. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** The sources of those days, the busiest first. */
  readonly sources: readonly { readonly source: string; readonly count: number; readonly lastDay: string }[];
};

export type EventNameNote = {
  readonly description: string;
  /** Whom to ask: a team, a person. */
  readonly owner: string;
  readonly deprecatedAt: number | null;
  readonly updatedAt: number;
  readonly updatedBy: Actor;
};

export const catalogueOrders = ['name', 'count'] as const;
export type CatalogueOrder = (typeof catalogueOrders)[number];
/** `count` is there where the order goes by it. */
export type CataloguePosition = { readonly count: number; readonly name: string; readonly id: number };
export type CatalogueRequest = PageRequest<CataloguePosition> & {
  /** By name, or by how often (of all time), most first. */
  readonly order: CatalogueOrder;
  /** Part of the name, in any case. */
  readonly search?: string | undefined;
};
/** Shares are of 1. */
export type ObservedProperty = {
  /** `revenue`, `address.city`, `products[].sku`. */
  readonly path: string;
  /** Share of the events (of the objects one level up, inside lists) that have it. */
  readonly share: number;
  /** Types by share of the values, the most frequent first: string, number, boolean, date, list, object, null. */
  readonly types: readonly { readonly type: string; readonly share: number }[];
  /** More than one type beside null. */
  readonly conflicting: boolean;
  readonly examples: readonly Json[];
};
export type Observation = {
  /** Newest events that were looked at. */
  readonly events: number;
  readonly properties: readonly ObservedProperty[];
  /** JSON Schema that all of them fit; null where nothing was seen. */
  readonly suggestedSchema: JsonObject | null;
};

export interface EventCatalogue {
  page(request: CatalogueRequest): Promise<Page<EventNameRecord>>;
  /** In the order asked. @param from first day, YYYY-MM-DD */
  numbers(nameIds: readonly number[], from: string): Promise<CatalogueNumbers[]>;
  notes(nameIds: readonly number[]): Promise<(EventNameNote | null)[]>;
  /** @throws RapportError event_name_not_found, bad_input */
  describe(
    nameId: number,
    note: Pick<EventNameNote, 'description' | 'owner'> & { readonly deprecated: boolean },
    actor: Actor,
  ): Promise<void>;
  /**
   * What the newest events carry; never more than limits.observedEventsMax of them, nor limits.observedBytesMax.
   * @param mask what of the properties the reader may see: examples are taken from its answer
   */
  observe(nameId: number, mask: (type: EventType, properties: JsonObject) => JsonObject): Promise<Observation>;
}
