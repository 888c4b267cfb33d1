import { defineAdminPage } from '@rapport/sdk/admin';
import { Upload } from '@strapi/icons';

export default defineAdminPage({
  path: 'imports',
  label: { en: 'Import', 'zh-Hans': '导入' },
  icon: Upload,
  position: 0.7,
  scopes: ['import.write'],
  Component: () => import('./imports-page'),
});
