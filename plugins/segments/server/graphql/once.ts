import type { Core, GraphqlContext, JsonObject } from '@rapport/sdk';

export type Input = { readonly clientMutationId?: string | null; readonly idempotencyKey?: string | null };

/** Does it once for the client's key, where it gives one; sent again it is answered as it was. */
export function once(
  core: Core,
  name: string,
  input: Input,
  { principal }: GraphqlContext,
  work: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const { idempotencyKey } = input;
  if (typeof idempotencyKey !== 'string') return work();
  const request: JsonObject = { name, input: JSON.stringify({ ...input, clientMutationId: null }) };
  return core.idempotency.once(principal.actor, idempotencyKey, request, work);
}
