import type { AdminPage } from '@rapport/sdk/admin';
import audit from './audit/page';
import customers from './customers/page';
import dataCare from './data-care/page';
import eventCatalogue from './event-catalogue/page';
import helpdesks from './helpdesks/page';
import imports from './imports/page';
import mergeQueue from './merge-queue/page';
import overview from './overview/page';
import privacy from './privacy/page';
import sources from './sources/page';

/** The core's own pages. Those of plugins come by their strapi-admin exports. */
export const pages: readonly AdminPage[] = [
  overview,
  customers,
  mergeQueue,
  sources,
  helpdesks,
  eventCatalogue,
  imports,
  privacy,
  dataCare,
  audit,
];
