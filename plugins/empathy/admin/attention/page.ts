import { defineAdminPage } from '@rapport/sdk/admin';
import { Bell } from '@strapi/icons';

export default defineAdminPage({
  path: 'attention',
  label: { en: 'Who needs us now', 'zh-Hans': '待关注客户' },
  icon: Bell,
  position: 0.12,
  scopes: ['situation.read'],
  Component: () => import('./attention-page'),
});
