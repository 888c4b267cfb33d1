import { defineAdminPage } from '@rapport/sdk/admin';
import { ChartPie } from '@strapi/icons';

export default defineAdminPage({
  path: 'overview',
  label: { en: 'Overview', 'zh-Hans': '概览' },
  icon: ChartPie,
  position: 0.05,
  scopes: ['operations.read'],
  Component: () => import('./overview-page'),
});
