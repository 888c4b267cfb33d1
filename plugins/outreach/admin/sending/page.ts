import { defineAdminPage } from '@rapport/sdk/admin';
import { Faders } from '@strapi/icons';

export default defineAdminPage({
  path: 'sending',
  label: { en: 'Sending', 'zh-Hans': '发送设置' },
  icon: Faders,
  position: 0.58,
  scopes: ['outreach.read'],
  Component: () => import('./sending-page'),
});
