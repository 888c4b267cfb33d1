import type { ReadModels, SourceReader } from '@rapport/sdk';
import type pg from 'pg';
import { createChangeReader } from './changes';
import { createConversationReader } from './conversations';
import { createCustomers } from './customers';
import { Dictionary } from './dictionary';
import { createCatalogueReader, type CatalogueReader } from './catalogue';
import { createEventNameReader } from './event-names';
import { createReviewQueue } from './open-reviews';
import { createOrderReader } from './orders';
import { createProfileLists } from './profile-lists';
import { createProfileFinder } from './profiles';
import type { FoldTraits } from './profiles';
import { createRejectedReader, type RejectedReader } from './rejected-events';
import { createSearch } from './search';
import { createSourceReader } from './sources';
import { createTimelineReader } from './timeline';

export type { FoldTraits, LeafTraits } from './profiles';

/** The readers of the firehose. `foldTraits` is the policy's fold of leaves (src/domain/trait.ts). */
export function createReadModels(pool: pg.Pool, foldTraits: FoldTraits): ReadModels {
  const dictionary = new Dictionary(pool);
  return {
    profiles: {
      ...createProfileFinder(pool, dictionary, foldTraits),
      ...createProfileLists(pool, dictionary),
      search: createSearch(pool),
      newest: createCustomers(pool),
      orders: createOrderReader(pool),
    },
    conversations: createConversationReader(pool),
    timeline: createTimelineReader(pool, dictionary),
    changes: createChangeReader(pool),
    eventNames: createEventNameReader(pool),
    reviews: createReviewQueue(pool, dictionary),
  };
}

/** What admins see of sources and events. */
export type AdminReadModels = {
  readonly sources: SourceReader;
  readonly rejected: RejectedReader;
  readonly catalogue: CatalogueReader;
};

export function createAdminReadModels(pool: pg.Pool): AdminReadModels {
  const dictionary = new Dictionary(pool);
  return {
    sources: createSourceReader(pool, dictionary),
    rejected: createRejectedReader(pool),
    catalogue: createCatalogueReader(pool, dictionary),
  };
}
