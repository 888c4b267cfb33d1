import { defineAdminPage } from '@rapport/sdk/admin';
import { PaperPlane } from '@strapi/icons';

export default defineAdminPage({
  path: 'channels',
  label: { en: 'Channels', 'zh-Hans': '渠道' },
  icon: PaperPlane,
  position: 0.57,
  scopes: ['outreach.read'],
  Component: () => import('./channels-page'),
});
