import { nodesOf, queryClient, usePages } from '@rapport/sdk/admin';
import { useState } from 'react';
import { TimelineDocument } from './timeline.documents';
import type { EventType, TimelineQuery } from './timeline.documents';

const eventsPerPage = 50;
/** So many pages are read again when something happens; beyond them the reader is told, and the list does not jump. */
const pagesFollowedMax = 2;

export type TimelineFilters = {
  readonly names: readonly string[];
  readonly types: readonly EventType[];
  readonly from: Date | null;
  /** The last day that is shown. */
  readonly to: Date | null;
};
export const noFilters: TimelineFilters = { names: [], types: [], from: null, to: null };

export function isFiltered({ names, types, from, to }: TimelineFilters): boolean {
  return names.length > 0 || types.length > 0 || from !== null || to !== null;
}

const timelineOf = (result: TimelineQuery) => result.profile?.timeline;

export function useTimeline(id: string, filters: TimelineFilters, enabled: boolean) {
  const { names, types, from, to } = filters;
  const variables = {
    id,
    first: eventsPerPage,
    names: names.length === 0 ? null : [...names],
    types: types.length === 0 ? null : [...types],
    from: from === null ? null : startOfDay(from).toISOString(),
    to: to === null ? null : startOfDay(to, 1).toISOString(),
  };
  const query = usePages(TimelineDocument, variables, timelineOf, { enabled });
  const [hasNew, setHasNew] = useState(false);
  return {
    events: nodesOf(query.data, timelineOf),
    isLoading: query.isLoading,
    isFetchingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    error: query.error,
    /** Something came in that is not shown: the list was read far down. */
    hasNew,
    more: () => void query.fetchNextPage(),
    refetch: () => void query.refetch(),
    /** To be called when the customer changed. */
    follow: () => {
      if (!enabled) return;
      if ((query.data?.pages.length ?? 0) <= pagesFollowedMax) void query.refetch();
      else setHasNew(true);
    },
    showNew: () => {
      setHasNew(false);
      void queryClient.resetQueries({ queryKey: [TimelineDocument.name, variables] });
    },
  };
}

function startOfDay(date: Date, daysLater = 0): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater);
}
