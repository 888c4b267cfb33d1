import type { Core } from './core';
import type { GraphqlContext } from './graphql';
import type { JsonObject } from './json';

/** What inputs of mutations have in common. */
export type MutationInput = { readonly clientMutationId?: string | null; readonly idempotencyKey?: string | null };

/** Does it once for the client's key, where it gives one; sent again it is answered as it was. */
export function once(
  core: Pick<Core, 'idempotency'>,
  name: string,
  input: MutationInput,
  { principal }: Pick<GraphqlContext, 'principal'>,
  work: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const { idempotencyKey } = input;
  if (typeof idempotencyKey !== 'string') return work();
  const request: JsonObject = { name, input: JSON.stringify({ ...input, clientMutationId: null }) };
  return core.idempotency.once(principal.actor, idempotencyKey, request, work);
}
