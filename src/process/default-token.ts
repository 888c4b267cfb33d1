import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';

const tokenRows = z.array(z.object({ id: z.number() }));

/**
 * On its first boot Strapi makes an API token that may do everything and that nobody asked for. Recognised by Strapi's own
 * words, never used, and nobody has signed up yet: a person's token of the same name stays.
 */
export async function removeFullAccessToken(strapi: StrapiCore.Strapi): Promise<void> {
  if ((await strapi.db.query('admin::user').count()) > 0) return;
  const tokens = await strapi.db.query('admin::api-token').findMany({
    where: {
      name: 'Full Access',
      description: 'A default API token with full access permissions, used for accessing or modifying resources',
      lastUsedAt: null,
    },
  });
  for (const token of tokenRows.parse(tokens))
    await strapi.db.query('admin::api-token').delete({ where: { id: token.id } });
}
