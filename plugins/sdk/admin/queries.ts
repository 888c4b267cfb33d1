import { QueryClient, keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult, UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { toApiError } from './api-error';
import type { ApiError } from './api-error';
import { askGraphql } from './graphql-client';
import type { GraphqlDocument } from './graphql-document';

const attemptsMax = 3;
const staleMilliseconds = 5_000;
/** A list of more pages is left as it is: each of them is a request, every few seconds. */
const refreshedPagesMax = 5;

/** One cache for all pages: going back to a list shows it at once, and then refreshes it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: staleMilliseconds,
      // Codes say whether doing it again can help; a page must not wait for what cannot.
      retry: (failures, error) => failures < attemptsMax - 1 && toApiError(error).retryable,
    },
  },
});

export type DataOptions = {
  /** False: not asked yet, e.g. for lack of a right. */
  readonly enabled?: boolean;
  /** What was shown for other variables stays until the new answer is there (search as you type). */
  readonly keepPrevious?: boolean;
  readonly refetchSeconds?: number;
};

/** What an operation answers, kept in the cache under its name and variables. */
export function useData<Result, Variables>(
  document: GraphqlDocument<Result, Variables>,
  variables: Variables,
  options: DataOptions = {},
): UseQueryResult<Result, ApiError> {
  return useQuery<Result, ApiError>({
    queryKey: [document.name, variables],
    queryFn: ({ signal }) => askGraphql(document, variables, signal),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchSeconds === undefined ? {} : { refetchInterval: options.refetchSeconds * 1000 }),
  });
}

export type Connection<Node> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Node | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

/**
 * A connection, page by page: fetchNextPage() appends. `select` finds it in the answer; nodesOf lists what is loaded.
 * `refetchSeconds` holds as long as few pages are loaded.
 */
export function usePages<Result, Variables, Node>(
  document: GraphqlDocument<Result, Variables & { readonly after?: string | null | undefined }>,
  variables: Variables,
  select: (result: Result) => Connection<Node> | null | undefined,
  options: DataOptions = {},
): UseInfiniteQueryResult<InfiniteData<Result, string | null>, ApiError> {
  return useInfiniteQuery<Result, ApiError, InfiniteData<Result, string | null>, readonly unknown[], string | null>({
    queryKey: [document.name, variables],
    queryFn: ({ signal, pageParam }) => askGraphql(document, { ...variables, after: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => {
      const connection = select(last);
      return connection?.pageInfo.hasNextPage === true ? connection.pageInfo.endCursor : null;
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    refetchInterval: ({ state }) =>
      options.refetchSeconds !== undefined && (state.data?.pages.length ?? 0) <= refreshedPagesMax
        ? options.refetchSeconds * 1000
        : false,
  });
}

/** The nodes of all pages that are loaded, in order. */
export function nodesOf<Result, Node>(
  data: InfiniteData<Result, string | null> | undefined,
  select: (result: Result) => Connection<Node> | null | undefined,
): Node[] {
  return (data?.pages ?? []).flatMap((page) =>
    (select(page)?.edges ?? []).flatMap(({ node }) => (node === null ? [] : [node])),
  );
}

type Callback<Result> = { readonly onSuccess?: (result: Result) => void };

export type Command<Result, Variables> = Pick<
  UseMutationResult<Result, ApiError, unknown>,
  'data' | 'error' | 'isError' | 'isIdle' | 'isPending' | 'isSuccess'
> & {
  /** `onSuccess` is called once the answer is here, also when what asked is no longer shown. */
  readonly mutate: (variables: Variables, callback?: Callback<Result>) => void;
  readonly mutateAsync: (variables: Variables) => Promise<Result>;
};

/** A mutation. After it, everything shown is asked again: what it changed may be on any part of the page. */
export function useCommand<Result, Variables>(
  document: GraphqlDocument<Result, Variables>,
): Command<Result, Variables> {
  // Callbacks given to `mutate` are dropped when its component goes, as the button that rotates a key does once the source
  // is read again: the key, which is told once, was lost. Those of the mutation itself always run, and before anything is
  // asked again.
  const { mutate, mutateAsync, ...state } = useMutation<
    Result,
    ApiError,
    { readonly variables: Variables } & Callback<Result>
  >({
    mutationFn: ({ variables }) => askGraphql(document, variables),
    onSuccess: (result, { onSuccess }) => onSuccess?.(result),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return {
    ...state,
    mutate: (variables, callback = {}) => mutate({ variables, ...callback }),
    mutateAsync: (variables) => mutateAsync({ variables }),
  };
}

/** A key under which a command is done once, however often it is sent (`idempotencyKey`). Made when a person presses the button. */
export function newCommandKey(): string {
  // randomUUID is there on https and localhost only.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
