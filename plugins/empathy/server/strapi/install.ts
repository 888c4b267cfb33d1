import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { wordLocales } from '@rapport/sdk/words';
import { readyScripts } from '../../domain/words/ready';
import type { ReadyScript } from '../../domain/words/ready';
import { scriptUid } from './script-type';

/** What was brought before. Nothing is brought twice: what authors changed stays, what they deleted stays away. */
const brought = z
  .object({ locales: z.array(z.string()), scripts: z.array(z.string()) })
  .catch({ locales: [], scripts: [] });
const store = { type: 'plugin', name: 'empathy', key: 'brought' } as const;
const localeNames: Record<(typeof wordLocales)[number], string> = {
  en: 'English (en)',
  'zh-Hans': 'Chinese (Simplified) (zh-Hans)',
  de: 'German (de)',
};
const localeUid = 'plugin::i18n.locale';
const documentIdChars = 24;

/** Languages and ready scripts, at the first start and where a later version brings more. Under the boot lock: one node at a time. */
export async function installWords(strapi: Core.Strapi): Promise<void> {
  const kept: unknown = await strapi.store(store).get({});
  const before = brought.parse(kept ?? {});
  const locales = wordLocales.filter((code) => !before.locales.includes(code));
  const scripts = readyScripts.filter(({ key }) => !before.scripts.includes(key));
  if (locales.length === 0 && scripts.length === 0) return;
  for (const code of locales) await addLocale(strapi, code);
  await addScripts(strapi, scripts);
  const value = { locales: [...wordLocales], scripts: readyScripts.map(({ key }) => key) };
  await strapi.store(store).set({ value });
}

async function addLocale(strapi: Core.Strapi, code: (typeof wordLocales)[number]): Promise<void> {
  const locale = strapi.db.query(localeUid);
  if ((await locale.count({ where: { code } })) === 0) await locale.create({ data: { code, name: localeNames[code] } });
}

/**
 * All with one statement, draft and published version of each language as Strapi's own publishing leaves them: by documents it
 * would be hundreds, and seconds of the first start.
 */
async function addScripts(strapi: Core.Strapi, scripts: readonly ReadyScript[]): Promise<void> {
  const query = strapi.db.query(scriptUid);
  // Another script with the key is there already: a restored backup, or an author was first.
  const found: unknown = await query.findMany({
    where: { key: { $in: scripts.map(({ key }) => key) } },
    select: ['key'],
  });
  const taken = new Set(
    z
      .array(z.object({ key: z.string() }))
      .parse(found)
      .map(({ key }) => key),
  );
  const now = new Date();
  const data = scripts.filter(({ key }) => !taken.has(key)).flatMap((script) => rowsOf(script, now));
  if (data.length > 0) await query.createMany({ data });
}

function rowsOf({ words, situations, ...script }: ReadyScript, now: Date): object[] {
  const documentId = newDocumentId();
  return wordLocales.flatMap((locale) =>
    [null, now].map((publishedAt) => ({
      ...{ documentId, locale, publishedAt, createdAt: now, updatedAt: now },
      ...script,
      ...words[locale],
      situations: situations.join(', '),
    })),
  );
}

/** As Strapi makes them: a letter, then letters and digits. */
function newDocumentId(): string {
  const digits = [...randomBytes(documentIdChars)].map((byte) => (byte % 36).toString(36));
  return `s${digits.slice(1).join('')}`;
}
