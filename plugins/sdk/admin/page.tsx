import { QueryClientProvider } from '@tanstack/react-query';
import type { StrapiApp } from '@strapi/strapi/admin';
import type { ComponentType, ElementType } from 'react';
import { ErrorBoundary } from './error-boundary';
import { NeedsScopes } from './needs-scopes';
import { queryClient } from './queries';
import type { Locale, Text } from './text';
import { locales } from './text';
import { DoneToast } from './undo';

/** A page of Strapi's admin: one object in one file, made by defineAdminPage. */
export type AdminPage = {
  /** Below /admin, without a slash: `customers`. Everything below it belongs to the page, too: it may have `<Routes>`. */
  readonly path: string;
  /** In the menu. */
  readonly label: Text;
  readonly icon: ElementType;
  /** Place in the menu: smaller is higher. Strapi's own are 0 (home), 1 (content), 4, 5, 7 and 9 (settings). */
  readonly position: number;
  /** Rights, e.g. `profile.read`: without one of them there is no link, without any single one the page says which is missing. */
  readonly scopes: readonly string[];
  /** Loaded when it is opened first. */
  readonly Component: () => Promise<{ readonly default: ComponentType }>;
};

/**
 * @example
 * export default defineAdminPage({
 *   path: 'segments',
 *   label: { en: 'Segments', 'zh-Hans': '细分' },
 *   icon: Filter,
 *   position: 2.3,
 *   scopes: ['segment.read'],
 *   Component: () => import('./segments-page'),
 * });
 */
export function defineAdminPage(page: AdminPage): AdminPage {
  return page;
}

/** Puts pages into menu and router: in `register` of src/admin/app.tsx, or of a plugin's strapi-admin export. */
export function registerPages(app: Pick<StrapiApp, 'addMenuLink'>, pages: readonly AdminPage[]): void {
  for (const page of pages) {
    app.addMenuLink({
      to: page.path,
      icon: page.icon,
      position: page.position,
      intlLabel: { id: labelId(page), defaultMessage: page.label.en },
      permissions: page.scopes.map((scope) => ({ action: `api::rapport.${scope}`, subject: null })),
      Component: () => page.Component().then(({ default: Component }) => ({ default: framed(page, Component) })),
    });
  }
}

/** Strapi's own catalogue wants the labels of the menu: `config.translations` of the app, `registerTrads` of a plugin. */
export function menuTranslations(pages: readonly AdminPage[]): Record<Locale, Record<string, string>> {
  const of = (locale: Locale) => Object.fromEntries(pages.map((page) => [labelId(page), page.label[locale]]));
  const [first, second] = locales;
  return { [first]: of(first), [second]: of(second) };
}

function labelId(page: AdminPage): string {
  return `rapport.menu.${page.path}`;
}

function framed(page: AdminPage, Component: ComponentType): ComponentType {
  return function Page() {
    return (
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <NeedsScopes scopes={page.scopes} label={page.label}>
            <Component />
            <DoneToast />
          </NeedsScopes>
        </ErrorBoundary>
      </QueryClientProvider>
    );
  };
}
