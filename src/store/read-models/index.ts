import type { ReadModels } from '@rapport/sdk';
import type pg from 'pg';
import { createChangeReader } from './changes';
import { createCustomers } from './customers';
import { Dictionary } from './dictionary';
import { createEventNameReader } from './event-names';
import { createReviewQueue } from './open-reviews';
import { createOrderReader } from './orders';
import { createProfileLists } from './profile-lists';
import { createProfileFinder } from './profiles';
import type { FoldTraits } from './profiles';
import { createSearch } from './search';
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
    timeline: createTimelineReader(pool, dictionary),
    changes: createChangeReader(pool),
    eventNames: createEventNameReader(pool),
    reviews: createReviewQueue(pool, dictionary),
  };
}
