import type { ReadModels } from '@rapport/sdk';
import type pg from 'pg';
import { createChangeReader } from './changes';
import { Dictionary } from './dictionary';
import { createEventNameReader } from './event-names';
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
    },
    timeline: createTimelineReader(pool, dictionary),
    changes: createChangeReader(pool),
    eventNames: createEventNameReader(pool),
  };
}
