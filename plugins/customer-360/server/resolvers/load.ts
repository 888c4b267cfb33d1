import { isStorable, RapportError } from '@rapport/sdk';
import type { Identifier, ProfileRecord } from '@rapport/sdk';
import { isGiven } from '../connection';
import type { RequestContext } from '../context';
import { publicIdOf } from '../global-id';

/** Loaders that several resolvers share: one statement for all that is asked for in one turn. */
export function profileByPublicId(context: RequestContext, publicId: string): Promise<ProfileRecord | null> {
  const { profiles } = context.core.read;
  return context.load<string, ProfileRecord | null>('profile.publicId', (ids) => profiles.byPublicIds(ids))(publicId);
}

export function profileByLeaf(context: RequestContext, leafId: number): Promise<ProfileRecord | null> {
  const { profiles } = context.core.read;
  return context.load<number, ProfileRecord | null>('profile.leaf', (ids) => profiles.byLeafIds(ids))(leafId);
}

/** Null where the identifier names nobody, or cannot. */
export async function profileByIdentifier(
  context: RequestContext,
  identifier: Identifier,
): Promise<ProfileRecord | null> {
  const { profiles } = context.core.read;
  if (!isStorable(identifier.kind) || !isStorable(identifier.value)) return null;
  const normal = context.core.identity.normalise(identifier);
  if (normal === null) return null;
  return context.load<Identifier, ProfileRecord | null>('profile.identifier', (keys) => profiles.byIdentifiers(keys))(
    normal,
  );
}

/** `id` is a global id or a public one. */
export function profileById(context: RequestContext, id: string): Promise<ProfileRecord | null> {
  return profileByPublicId(context, publicIdOf('Profile', id));
}

export function storable(text: string): string {
  if (!isStorable(text)) throw new RapportError('bad_input', 'A text holds U+0000 or half a surrogate pair.');
  return text;
}

/** GraphQL's null and a missing argument are one. */
export function given<T>(value: T | null | undefined): T | undefined {
  return isGiven(value) ? value : undefined;
}
