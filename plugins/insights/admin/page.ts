import { defineAdminPage } from '@rapport/sdk/admin';
import { ChartBubble } from '@strapi/icons';

export default defineAdminPage({
  path: 'figures',
  label: { en: 'Figures', 'zh-Hans': '指标' },
  icon: ChartBubble,
  position: 0.17,
  scopes: ['figures.read'],
  Component: () => import('./figures-page'),
});
