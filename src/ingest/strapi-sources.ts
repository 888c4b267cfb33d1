import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Source } from './sources';

const row = z.object({
  documentId: z.string(),
  name: z.string(),
  kind: z.enum(['browser', 'server']),
  writeKey: z.string().nullish(),
  enabled: z.boolean(),
  eventsPerSecondMax: z.number().int().min(1).nullish(),
  identitySecret: z.string().nullish(),
  // A list of names; anything else declares nothing.
  secretProperties: z.array(z.string()).catch([]),
});

/** Reads all sources from Strapi; rows without a write key are left out: nobody can send for them. */
export function strapiSources(strapi: Pick<Core.Strapi, 'documents'>): () => Promise<Source[]> {
  return async () => {
    const rows = z.array(row).parse(await strapi.documents('api::source.source').findMany({}));
    return rows.flatMap(({ documentId, writeKey, eventsPerSecondMax, identitySecret, ...rest }) =>
      writeKey === null || writeKey === undefined || writeKey === ''
        ? []
        : [
            {
              ...rest,
              ref: documentId,
              writeKey,
              eventsPerSecondMax: eventsPerSecondMax ?? null,
              identitySecret: identitySecret === '' ? null : (identitySecret ?? null),
            },
          ],
    );
  };
}
