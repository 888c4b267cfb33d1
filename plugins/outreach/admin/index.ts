import { menuTranslations, registerAuditWords, registerCustomerCards, registerPages } from '@rapport/sdk/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { auditWords } from './audit-words';
import broadcasts from './broadcasts/page';
import channels from './channels/page';
import consentCard from './customer/consent-card';
import customerCard from './customer/customer-card';
import journeys from './journeys/page';
import sending from './sending/page';
import templates from './templates/page';
import topics from './topics/page';

const pages = [broadcasts, journeys, templates, topics, channels, sending];
const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = menuTranslations(pages);

/** The strapi-admin export: what Strapi's admin takes from this plugin. */
export default {
  register(app: StrapiApp): void {
    registerPages(app, pages);
    registerAuditWords(auditWords);
    registerCustomerCards([customerCard, consentCard]);
  },
  async registerTrads({ locales }: { readonly locales: readonly string[] }) {
    return locales.map((locale) => ({ locale, data: translations[locale] ?? {} }));
  },
};
