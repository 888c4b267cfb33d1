import { defineAdminPage } from '@rapport/sdk/admin';
import { Hashtag } from '@strapi/icons';

export default defineAdminPage({
  path: 'topics',
  label: { en: 'Topics', 'zh-Hans': '订阅主题' },
  icon: Hashtag,
  position: 0.32,
  scopes: ['outreach.read'],
  Component: () => import('./topics-page'),
});
