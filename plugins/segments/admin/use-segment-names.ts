import { nodesOf, useEveryPage, usePages } from '@rapport/sdk/admin';
import { SegmentNamesDocument } from './names.documents';
import type { SegmentNamesQuery } from './names.documents';

const perPage = 100;
const connectionOf = (result: SegmentNamesQuery) => result.segments;
export type SegmentName = SegmentNamesQuery['segments']['edges'][number]['node'];

/** All segments, by name: to choose from, and to call by name what a definition calls by key. */
export function useSegmentNames(): readonly SegmentName[] {
  const pages = usePages(SegmentNamesDocument, { first: perPage }, connectionOf);
  useEveryPage(pages);
  return nodesOf(pages.data, connectionOf);
}
