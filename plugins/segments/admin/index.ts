import { menuTranslations, registerAuditWords, registerCustomerCards, registerPages } from '@rapport/sdk/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { auditWords } from './audit-words';
import customerCard from './explain/customer-card';
import page from './page';

const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = menuTranslations([page]);

/** The strapi-admin export: what Strapi's admin takes from this plugin. */
export default {
  register(app: StrapiApp): void {
    registerPages(app, [page]);
    registerAuditWords(auditWords);
    registerCustomerCards([customerCard]);
  },
  async registerTrads({ locales }: { readonly locales: readonly string[] }) {
    return locales.map((locale) => ({ locale, data: translations[locale] ?? {} }));
  },
};
