import { defineAdminPage } from '@rapport/sdk/admin';
import { Book } from '@strapi/icons';

export default defineAdminPage({
  path: 'event-catalogue',
  label: { en: 'Event catalogue', 'zh-Hans': '事件目录' },
  icon: Book,
  position: 0.6,
  scopes: ['catalogue.read'],
  Component: () => import('./event-catalogue-page'),
});
