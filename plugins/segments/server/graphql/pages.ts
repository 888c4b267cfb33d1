import { type Connection, type GraphqlContext, type ProfileRecord, RapportError } from '@rapport/sdk';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws bad_input */
export function publicId(text: string): string {
  if (!uuid.test(text)) throw new RapportError('bad_input', 'It is not an id of that kind.');
  return text.toLowerCase();
}

/** Roots -> profiles, by one question for the page. */
export async function withProfiles(
  page: Connection<number>,
  { core }: GraphqlContext,
): Promise<Connection<ProfileRecord | null>> {
  const profiles = await core.read.profiles.byLeafIds(page.edges.map((edge) => edge.node));
  return {
    pageInfo: page.pageInfo,
    edges: page.edges.map(({ cursor }, index) => ({ cursor, node: profiles[index] ?? null })),
  };
}
