import { defineAdminPage } from '@rapport/sdk/admin';
import { Cast } from '@strapi/icons';

export default defineAdminPage({
  path: 'situations',
  label: { en: 'Situations', 'zh-Hans': '情境' },
  icon: Cast,
  position: 0.16,
  scopes: ['situation.read'],
  Component: () => import('./situations-page'),
});
