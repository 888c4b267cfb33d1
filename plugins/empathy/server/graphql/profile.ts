import { type GraphqlContext, type ProfileRecord, RapportError } from '@rapport/sdk';

/** @throws profile_not_found */
export async function profileByPublicId(publicId: string, { core }: GraphqlContext): Promise<ProfileRecord> {
  if (!uuid.test(publicId)) throw new RapportError('bad_input', 'It is not the id of a profile.');
  const [profile] = await core.read.profiles.byPublicIds([publicId.toLowerCase()]);
  if (profile === null || profile === undefined) throw new RapportError('profile_not_found');
  return profile;
}

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
