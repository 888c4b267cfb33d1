import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { SourceWriter } from './source-admin';
import type { Source } from './sources';

const uid = 'api::source.source';

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
  previousWriteKey: z.string().nullish(),
  previousKeyEndsAt: z.coerce.date().nullish(),
});

/** Reads all sources from Strapi; rows without a write key are left out: nobody can send for them. */
export function strapiSources(strapi: Pick<Core.Strapi, 'documents'>): () => Promise<Source[]> {
  return async () => {
    const rows = z.array(row).parse(await strapi.documents(uid).findMany({}));
    return rows.flatMap(({ writeKey, ...rest }) => (isBlank(writeKey) ? [] : [toSource({ ...rest, writeKey })]));
  };
}

function isBlank(text: string | null | undefined): text is '' | null | undefined {
  return text === null || text === undefined || text === '';
}

function toSource(given: z.infer<typeof row> & { readonly writeKey: string }): Source {
  const { documentId, previousWriteKey, previousKeyEndsAt } = given;
  const { name, kind, writeKey, enabled, eventsPerSecondMax, identitySecret, secretProperties } = given;
  return {
    ref: documentId,
    ...{ name, kind, writeKey, enabled, secretProperties },
    eventsPerSecondMax: eventsPerSecondMax ?? null,
    identitySecret: isBlank(identitySecret) ? null : identitySecret,
    previousKey:
      isBlank(previousWriteKey) || !previousKeyEndsAt
        ? null
        : { writeKey: previousWriteKey, endsAt: previousKeyEndsAt.getTime() },
  };
}

/** Writes sources to Strapi. */
export function strapiSourceWriter(strapi: Pick<Core.Strapi, 'documents'>): SourceWriter {
  const made = z.object({ documentId: z.string() });
  return {
    async create(fields) {
      return made.parse(await strapi.documents(uid).create({ data: toData(fields) })).documentId;
    },
    async update(ref, fields) {
      await strapi.documents(uid).update({ documentId: ref, data: toData(fields) });
    },
    async remove(ref) {
      await strapi.documents(uid).delete({ documentId: ref });
    },
  };
}

function toData({
  previousKey,
  secretProperties,
  ...fields
}: Parameters<SourceWriter['update']>[1]): Record<string, unknown> {
  return {
    ...fields,
    ...(secretProperties === undefined ? {} : { secretProperties: [...secretProperties] }),
    ...(previousKey === undefined
      ? {}
      : {
          previousWriteKey: previousKey?.writeKey ?? null,
          previousKeyEndsAt: previousKey === null ? null : new Date(previousKey.endsAt),
        }),
  };
}
