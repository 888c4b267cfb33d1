import { defineAdminPage } from '@rapport/sdk/admin';
import { Quotes } from '@strapi/icons';

export default defineAdminPage({
  path: 'scripts',
  label: { en: 'Scripts', 'zh-Hans': '话术' },
  icon: Quotes,
  position: 0.35,
  scopes: ['script.read'],
  Component: () => import('./scripts-page'),
});
