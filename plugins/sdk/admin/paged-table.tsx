import { Flex, Table, Tbody, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { ApiError } from './api-error';
import { LoadMore } from './load-more';
import { ErrorState, LoadingState } from './states';
import { TableHeads } from './table-heads';

type Props = {
  /** As usePages has it. */
  readonly list: {
    readonly data: unknown;
    readonly error: ApiError | null;
    readonly isLoading: boolean;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  readonly heads: readonly string[];
  /** How many rows are loaded; `children` are they. */
  readonly count: number;
  /** Where there is none: words, or an EmptyState. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
  /** The next page is asked for when the end comes into sight. */
  readonly endless?: boolean;
};

/** A list of pages as a table: while it loads, when it fails, when it is empty, its rows, and the way to more of them. */
export function PagedTable({ list, heads, count, empty, children, endless = false }: Props) {
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {list.error !== null && count === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <LoadingState />}
      {list.data !== undefined &&
        count === 0 &&
        (typeof empty === 'string' ? <Typography textColor="neutral600">{empty}</Typography> : empty)}
      {count > 0 && (
        <Table colCount={heads.length} rowCount={count + 1}>
          <TableHeads heads={heads} />
          <Tbody>{children}</Tbody>
        </Table>
      )}
      <LoadMore
        endless={endless}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </Flex>
  );
}
