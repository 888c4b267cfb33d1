import type { Actor } from './identity';
import type { JsonObject } from './json';

/** A list as somebody likes to see it. Times are epoch milliseconds. */
export type SavedView = {
  readonly publicId: string;
  /** Which list it belongs to, e.g. `customers`. */
  readonly page: string;
  readonly owner: Actor;
  readonly name: string;
  /** Seen by all; changed by its owner only. */
  readonly shared: boolean;
  /** Whatever the page keeps of itself: search, columns ... */
  readonly definition: JsonObject;
  readonly updatedAt: number;
};
export type SavedViewDraft = Pick<SavedView, 'page' | 'name' | 'shared' | 'definition'>;

export interface SavedViews {
  /** Those of `owner` and the shared ones, by name. */
  list(page: string, owner: Actor): Promise<readonly SavedView[]>;
  byPublicIds(ids: readonly string[], owner: Actor): Promise<readonly (SavedView | null)[]>;
  /** @throws saved_views_exhausted */
  create(owner: Actor, draft: SavedViewDraft): Promise<SavedView>;
  /** @throws saved_view_not_found where there is none, or it is somebody else's */
  change(owner: Actor, publicId: string, draft: Omit<SavedViewDraft, 'page'>): Promise<SavedView>;
  /** @throws saved_view_not_found */
  remove(owner: Actor, publicId: string): Promise<void>;
}
