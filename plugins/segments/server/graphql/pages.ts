import { type Connection, type GraphqlContext, type ProfileRecord } from '@rapport/sdk';

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
