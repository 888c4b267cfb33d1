import { menuTranslations, registerPages } from '@rapport/sdk/admin';
import type { StrapiApp } from '@strapi/strapi/admin';
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
    registerPages(app, pages);
  },
};
