import { getFetchClient, isFetchError, triggerSessionExpired } from '@strapi/strapi/admin';
import { ApiError, isErrorCode } from './api-error';
import type { GraphqlDocument } from './graphql-document';

type Answer<Result> = {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
};

/**
 * Asks POST /graphql with the session of the admin; Strapi's client renews an access token that has run out.
 * @throws ApiError
 */
export async function askGraphql<Result, Variables>(
  document: GraphqlDocument<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const { data, errors } = await post<Result>({ query: document.text, variables }, signal);
  const [error] = errors ?? [];
  if (error !== undefined) throw new ApiError(knownCode(error.extensions?.code), error.message);
  if (data === undefined || data === null) throw new ApiError('unexpected', 'The answer holds no data.');
  return data;
}

async function post<Result>(body: object, signal: AbortSignal | undefined): Promise<Answer<Result>> {
  try {
    // A 401 must stay an error: on it the client renews the token and asks again.
    const { data } = await getFetchClient().post<Answer<Result>>('/graphql', body, {
      signal,
      validateStatus: (status) => status !== 401,
    });
    return data;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (isFetchError(error)) {
      if (error.status !== 401) throw new ApiError('unexpected', error.message);
      triggerSessionExpired();
      throw new ApiError('unauthenticated', error.message);
    }
    // fetch fails with a TypeError where no answer came; a proxy in front of us may answer something that is no JSON.
    throw new ApiError(error instanceof TypeError ? 'offline' : 'unexpected', String(error));
  }
}

function knownCode(code: string | undefined): ApiError['code'] {
  return code !== undefined && isErrorCode(code) ? code : 'unexpected';
}
