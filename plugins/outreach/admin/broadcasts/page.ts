import { defineAdminPage } from '@rapport/sdk/admin';
import { Mail } from '@strapi/icons';

export default defineAdminPage({
  path: 'broadcasts',
  label: { en: 'Broadcasts', 'zh-Hans': '群发' },
  icon: Mail,
  position: 0.3,
  scopes: ['outreach.read'],
  Component: () => import('./broadcasts-page'),
});
