import { searchTokens } from '../domain/search';
import { type LeafTraits, noTraits, type TraitWrite, writeTraits } from '../domain/trait';
import type { SearchEntry } from '../store/search-tokens';
import type { Item } from './items';
import type { Resolution } from './resolve';

/** The leaf to which the event with this index goes. */
export type LeafOf = (index: number) => number;
export type NewSearchEntry = SearchEntry & { readonly isNew: boolean };

export type TraitChange = { readonly before: LeafTraits; readonly after: LeafTraits; readonly isChanged: boolean };

/** Of each leaf that is written to: its traits before and after. */
export function composeTraits(
  items: readonly Item[],
  leafOf: LeafOf,
  { locked }: Resolution,
  nullWrites: 'delete' | 'store',
): Map<number, TraitChange> {
  const writes = new Map<number, TraitWrite[]>();
  items.forEach(({ event, sourceId }, index) => {
    if (event.traits === null && event.traitsOnce === null) return;
    const leafId = leafOf(index);
    const write: TraitWrite = {
      at: event.occurredAt,
      messageId: event.messageId,
      sourceId,
      claimed: event.trust === 'claimed',
      values: event.traits ?? {},
      once: event.traitsOnce,
    };
    const present = writes.get(leafId);
    if (present === undefined) writes.set(leafId, [write]);
    else present.push(write);
  });
  const changes = new Map<number, TraitChange>();
  for (const [leafId, list] of writes) {
    const before = locked.get(leafId)?.traits ?? noTraits;
    const after = writeTraits(before, list, nullWrites);
    changes.set(leafId, { before, after, isChanged: after !== before });
  }
  return changes;
}

/** The search words of the traits that changed. */
export function composeSearch(
  traits: ReadonlyMap<number, TraitChange>,
  newIds: ReadonlySet<number>,
  keys: readonly string[],
): NewSearchEntry[] {
  const entries: NewSearchEntry[] = [];
  for (const [leafId, { before, after, isChanged }] of traits) {
    if (!isChanged) continue;
    for (const key of keys) {
      const value = after.values[key];
      const old = before.values[key];
      if (value === old) continue;
      const tokens = value === undefined ? [] : searchTokens(key, value);
      entries.push({ leafId, key, tokens, isNew: newIds.has(leafId) || old === undefined });
    }
  }
  return entries;
}
