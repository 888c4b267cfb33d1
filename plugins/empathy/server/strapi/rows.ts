import { tones } from '@rapport/sdk/words';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Script } from '../../domain/words/script';
import { scriptChannels, verticals } from '../../domain/words/script';
import type { ScriptLoader } from '../scripts';
import { scriptUid } from './script-type';

/** Beyond it the newest are not offered: a library of this size is not read by people any more. */
const scriptsMax = 5_000;

const scriptRow = z
  .object({
    documentId: z.string(),
    key: z.string(),
    locale: z.string().nullish(),
    title: z.string(),
    opening: z.string().nullish(),
    body: z.string(),
    situations: z.string().nullish(),
    channel: z.enum(scriptChannels).nullish(),
    tone: z.enum(tones).nullish(),
    vertical: z.enum(verticals).nullish(),
  })
  .transform((row): Script => ({
    documentId: row.documentId,
    key: row.key,
    locale: row.locale ?? 'en',
    title: row.title,
    opening: row.opening ?? '',
    body: row.body,
    situations: keysOf(row.situations ?? ''),
    channel: row.channel ?? null,
    tone: row.tone ?? 'neutral',
    vertical: row.vertical ?? null,
  }));

const newest = z.object({ id: z.number(), publishedAt: z.coerce.date() });
const isPublished = { publishedAt: { $notNull: true } };

export function loaderOf(strapi: Core.Strapi): ScriptLoader {
  const query = () => strapi.db.query(scriptUid);
  return {
    async read() {
      const rows: unknown = await query().findMany({ where: isPublished, orderBy: { id: 'asc' }, limit: scriptsMax });
      return z.array(scriptRow).parse(rows);
    },
    // Publishing makes a row anew and withdrawing removes one: the number of rows and the newest of them tell all.
    async fingerprint() {
      const count = await query().count({ where: isPublished });
      const found: unknown = await query().findMany({ where: isPublished, orderBy: { id: 'desc' }, limit: 1 });
      const [last] = z.array(newest).parse(found);
      return `${count} ${last?.id ?? 0} ${last?.publishedAt.getTime() ?? 0}`;
    },
  };
}

/** Keys as an author separates them. */
export function keysOf(text: string): string[] {
  return text.split(/[\s,，;]+/).filter((key) => key !== '');
}
