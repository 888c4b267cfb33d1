import { defineAdminPage } from '@rapport/sdk/admin';
import { QueueIcon } from './queue-icon';

export default defineAdminPage({
  path: 'merge-queue',
  label: { en: 'Same person?', 'zh-Hans': '是同一人吗？' },
  icon: QueueIcon,
  position: 0.2,
  scopes: ['profile.read'],
  Component: () => import('./queue-page'),
});
