import { nodesOf, useData, useLive, usePages } from '@rapport/sdk/admin';
import { useState } from 'react';
import { OpenReviewCountsDocument, OpenReviewsDocument } from './queue.documents';
import type { OpenReviewsQuery, ReviewType } from './queue.documents';

const reviewsPerPage = 20;
/** The next page is there before its first is looked at. */
const aheadMin = 5;
const liveSeconds = 5;

const reviewsOf = (result: OpenReviewsQuery) => result.openReviews;
export type QueuedReview = OpenReviewsQuery['openReviews']['edges'][number]['node'];

/** The queue, oldest first, with the place where a person stands. A decided one leaves it, and the next takes its place. */
export function useQueue(type: ReviewType | null) {
  const query = usePages(OpenReviewsDocument, { type, first: reviewsPerPage }, reviewsOf);
  const counts = useData(OpenReviewCountsDocument, {});
  const [place, setPlace] = useState(0);
  const [decided, setDecided] = useState(0);
  const reviews = nodesOf(query.data, reviewsOf);
  const index = Math.max(0, Math.min(place, reviews.length - 1));
  const live = useLive('all', () => void counts.refetch(), { everySeconds: liveSeconds });
  const { conflicts = 0, suggestions = 0 } = counts.data?.openReviewCounts ?? {};
  return {
    review: reviews[index] ?? null,
    index,
    total: type === 'CONFLICT' ? conflicts : type === 'SUGGESTION' ? suggestions : conflicts + suggestions,
    conflicts,
    suggestions,
    /** So many since the page was opened. */
    decided,
    countDecided: () => setDecided((count) => count + 1),
    live,
    isLoading: query.isLoading,
    error: query.error,
    hasNext: index + 1 < reviews.length || query.hasNextPage,
    refetch: () => void query.refetch(),
    move: (steps: 1 | -1) => {
      const next = Math.max(0, Math.min(index + steps, reviews.length - 1));
      setPlace(next);
      if (next > reviews.length - aheadMin && query.hasNextPage && !query.isFetchingNextPage)
        void query.fetchNextPage();
    },
    restart: () => setPlace(0),
  };
}
