import type { IResolvers } from '@graphql-tools/utils';
import { isJsonObject, type JsonObject } from '@rapport/sdk';
import { RequestContext } from './context';
import { isUuid, parseGlobalId } from './global-id';

/** Recorded otherwise: as events, and by the erasure itself. */
const recordedElsewhere = new Set(['track', 'identify', 'eraseProfile']);
/** Words of enums and switches: they say what was done and are never personal. */
const plainFields = new Set(['decision', 'format', 'language', 'enabled', 'kind', 'medium', 'mode']);

/**
 * Every mutation, of whatever plugin, leaves an entry in the audit log before it is answered, also where the process dies when it is
 * done: its name, the ids that it was given, and the names of the other fields.
 */
export function auditMutations(resolvers: IResolvers): IResolvers {
  const mutations: unknown = resolvers['Mutation'];
  if (typeof mutations !== 'object' || mutations === null) return resolvers;
  const wrapped = Object.fromEntries(
    Object.entries(mutations).map(([name, resolve]: [string, unknown]) => [
      name,
      typeof resolve === 'function' && !recordedElsewhere.has(name)
        ? audited(name, (args): unknown => Reflect.apply(resolve, undefined, args))
        : resolve,
    ]),
  );
  return { ...resolvers, Mutation: wrapped };
}

function audited(name: string, resolve: (args: readonly unknown[]) => unknown) {
  return async (...args: readonly unknown[]): Promise<unknown> => {
    const [, given, context] = args;
    if (!(context instanceof RequestContext)) return resolve(args);
    const { core, principal, requestId } = context;
    const input = isJsonObject(given) && isJsonObject(given['input']) ? given['input'] : {};
    const profileId = profileIn(input);
    return core.audit.around(
      { actor: principal.actor, action: name, profileId, details: detailsOf(input), requestId },
      async () => resolve(args),
      (answer) => ({ profileId: profileId ?? profileIn(answer) }),
    );
  };
}

function profileIn(from: unknown): string | null {
  if (typeof from !== 'object' || from === null) return null;
  for (const field of ['profileId', 'first', 'firstId']) {
    const value: unknown = Reflect.get(from, field);
    if (typeof value !== 'string') continue;
    if (isUuid(value)) return value.toLowerCase();
    const parsed = parseGlobalId(value);
    const publicId = parsed?.type === 'Profile' ? parsed.parts[0] : undefined;
    if (publicId !== undefined && isUuid(publicId)) return publicId;
  }
  return null;
}

function detailsOf(input: JsonObject): JsonObject {
  const details: JsonObject = {};
  const fields: string[] = [];
  for (const [field, value] of Object.entries(input)) {
    if (value === null || field === 'clientMutationId' || field === 'idempotencyKey') continue;
    if (typeof value === 'string' && isUuid(value)) details[field] = value;
    else if (typeof value === 'string' && parseGlobalId(value) !== null) details[field] = idIn(value);
    else if (typeof value === 'boolean' || (plainFields.has(field) && typeof value === 'string'))
      details[field] = value;
    else if (isJsonObject(value)) fields.push(...Object.keys(value).map((key) => `${field}.${key}`));
    else fields.push(field);
  }
  return fields.length === 0 ? details : { ...details, fields };
}

function idIn(globalId: string): string {
  const parsed = parseGlobalId(globalId);
  return parsed === null ? '' : `${parsed.type}:${parsed.parts[0] ?? ''}`;
}
