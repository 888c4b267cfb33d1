import { defineAdminPage } from '@rapport/sdk/admin';
import { Filter } from '@strapi/icons';

export default defineAdminPage({
  path: 'segments',
  label: { en: 'Segments', 'zh-Hans': '分群' },
  icon: Filter,
  position: 0.15,
  scopes: ['segment.read'],
  Component: () => import('./segments-page'),
});
