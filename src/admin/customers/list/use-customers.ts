import { useData, useLive, useViewer } from '@rapport/sdk/admin';
import type { ApiError, LiveState } from '@rapport/sdk/admin';
import { useEffect, useState } from 'react';
import { CustomersDocument, SearchCustomersDocument } from './list.documents';
import type { CustomerRowFragment } from './list.documents';
import type { ListView } from './view';

const rowsPerPage = 50;
const typingMilliseconds = 150;
/** A busy system changes all the time; a list that moves under the eyes cannot be read. */
const liveSeconds = 3;

export type CustomerPage = {
  readonly rows: readonly CustomerRowFragment[] | null;
  readonly error: ApiError | null;
  readonly isFetching: boolean;
  readonly live: LiveState;
  /** From 1. */
  readonly pageNumber: number;
  readonly hasNext: boolean;
  readonly next: () => void;
  readonly previous: () => void;
  readonly refetch: () => void;
};

/** One page of everybody, or of those who were found; the first page follows what happens. */
export function useCustomers(view: ListView): CustomerPage {
  const { can } = useViewer();
  const text = useSettled(view.search.trim());
  const key = `${text}\n${view.searchIn ?? ''}`;
  const [place, setPlace] = useState<{ key: string; cursors: readonly string[] }>({ key, cursors: [] });
  // Another search starts on its first page.
  const cursors = place.key === key ? place.cursors : [];
  const orders = can('timeline.read') && view.columns.some((column) => column === 'value' || column === 'orders');
  const variables = { first: rowsPerPage, after: cursors.at(-1) ?? null, orders };
  const isSearch = text !== '';
  const all = useData(CustomersDocument, variables, { enabled: !isSearch, keepPrevious: true });
  const found = useData(
    SearchCustomersDocument,
    { ...variables, text, in: view.searchIn === null ? null : [view.searchIn] },
    { enabled: isSearch, keepPrevious: true },
  );
  const query = isSearch ? found : all;
  const connection = isSearch ? found.data?.searchProfiles : all.data?.customers;
  const refetch = () => void query.refetch();
  const live = useLive('all', () => (cursors.length === 0 ? refetch() : undefined), { everySeconds: liveSeconds });
  const pageInfo = connection?.pageInfo;
  const next = () => {
    const cursor = pageInfo?.endCursor;
    if (pageInfo?.hasNextPage === true && typeof cursor === 'string') setPlace({ key, cursors: [...cursors, cursor] });
  };
  const rows = connection?.edges.flatMap(({ node }) => (node === null ? [] : [node])) ?? null;
  // A search may answer an empty page that goes on.
  const isGap = rows?.length === 0 && pageInfo?.hasNextPage === true && !query.isFetching;
  useEffect(() => {
    if (isGap) next();
  });
  return {
    rows: isGap ? null : rows,
    error: query.error,
    isFetching: query.isFetching,
    live,
    pageNumber: cursors.length + 1,
    hasNext: pageInfo?.hasNextPage === true,
    next,
    previous: () => setPlace({ key, cursors: cursors.slice(0, -1) }),
    refetch,
  };
}

/** A text once nobody types any more. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
