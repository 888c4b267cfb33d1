import { defineAdminPage } from '@rapport/sdk/admin';
import { Webhooks } from '@strapi/icons';

export default defineAdminPage({
  path: 'sources',
  label: { en: 'Sources', 'zh-Hans': '数据源' },
  icon: Webhooks,
  position: 0.5,
  scopes: ['source.read'],
  Component: () => import('./sources-page'),
});
