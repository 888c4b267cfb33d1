import { defineAdminPage } from '@rapport/sdk/admin';
import { Shield } from '@strapi/icons';

export default defineAdminPage({
  path: 'privacy',
  label: { en: 'Privacy', 'zh-Hans': '隐私' },
  icon: Shield,
  position: 0.7,
  scopes: ['privacy.erase'],
  Component: () => import('./privacy-page'),
});
