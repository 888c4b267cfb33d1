import { defineAdminPage } from '@rapport/sdk/admin';
import { BulletList } from '@strapi/icons';

export default defineAdminPage({
  path: 'audit',
  label: { en: 'Audit', 'zh-Hans': '审计' },
  icon: BulletList,
  position: 0.8,
  scopes: ['audit.read'],
  Component: () => import('./audit-page'),
});
