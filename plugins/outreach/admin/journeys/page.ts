import { defineAdminPage } from '@rapport/sdk/admin';
import { ManyWays } from '@strapi/icons';

export default defineAdminPage({
  path: 'journeys',
  label: { en: 'Journeys', 'zh-Hans': '客户旅程' },
  icon: ManyWays,
  position: 0.35,
  scopes: ['outreach.read'],
  Component: () => import('./journeys-page'),
});
