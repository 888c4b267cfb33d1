import { defineAdminPage } from '@rapport/sdk/admin';
import { User } from '@strapi/icons';

export default defineAdminPage({
  path: 'customers',
  label: { en: 'Customers', 'zh-Hans': '客户' },
  icon: User,
  position: 0.1,
  scopes: ['profile.read'],
  Component: () => import('./customers-page'),
});
