import { defineAdminPage } from '@rapport/sdk/admin';
import { Headphones } from '@strapi/icons';

export default defineAdminPage({
  path: 'helpdesks',
  label: { en: 'Helpdesks', 'zh-Hans': '客服系统' },
  icon: Headphones,
  position: 0.55,
  scopes: ['helpdesk.read'],
  Component: () => import('./helpdesks-page'),
});
