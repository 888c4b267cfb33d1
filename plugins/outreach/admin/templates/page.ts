import { defineAdminPage } from '@rapport/sdk/admin';
import { Feather } from '@strapi/icons';

export default defineAdminPage({
  path: 'templates',
  label: { en: 'Templates', 'zh-Hans': '消息模板' },
  icon: Feather,
  position: 0.31,
  scopes: ['outreach.read'],
  Component: () => import('./templates-page'),
});
