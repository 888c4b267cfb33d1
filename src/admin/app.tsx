import { menuTranslations, registerAuditWords, registerPages } from '@rapport/sdk/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { auditWords } from './audit-words';
import { pages } from './pages';

/** What Strapi's admin takes from us: our pages, in its menu, and the languages that people may choose. */
export default {
  config: {
    locales: ['zh-Hans'],
    translations: menuTranslations(pages),
    tutorials: false,
    notifications: { releases: false },
  },
  register(app: StrapiApp): void {
    closeNewsBanner();
    registerPages(app, pages);
    registerAuditWords(auditWords);
  },
};

/**
 * Strapi 5.54 tells of its new media library above every page, and has no setting against it: only the close button, which it
 * remembers in the browser under this key, by the flag of the old library and the id of the project (none here: package.json).
 */
function closeNewsBanner(): void {
  for (const usesOldLibrary of [true, false]) {
    for (const projectId of [false, undefined]) {
      localStorage.setItem(`STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_${usesOldLibrary}:${projectId}`, 'true');
    }
  }
}
