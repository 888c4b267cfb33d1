import { defineAdminPage } from '@rapport/sdk/admin';
import { Database } from '@strapi/icons';

export default defineAdminPage({
  path: 'data-care',
  label: { en: 'Data care', 'zh-Hans': '数据维护' },
  icon: Database,
  position: 0.75,
  scopes: ['operations.read'],
  Component: () => import('./data-care-page'),
});
