import { menuTranslations, registerAuditWords, registerPages } from '@rapport/sdk/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { auditWords } from './audit-words';
import attention from './attention/page';
import scripts from './scripts/page';
import situations from './situations/page';

const pages = [attention, situations, scripts];
const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = menuTranslations(pages);

/** The strapi-admin export: what Strapi's admin takes from this plugin. */
export default {
  register(app: StrapiApp): void {
    registerPages(app, pages);
    registerAuditWords(auditWords);
  },
  async registerTrads({ locales }: { readonly locales: readonly string[] }) {
    return locales.map((locale) => ({ locale, data: translations[locale] ?? {} }));
  },
};
