import { definePlugin } from '@rapport/sdk';

/** Segments: who belongs to which group of customers, and why. */
export default definePlugin({
  name: 'segments',
  scopes: [
    { name: 'segment.read', label: { en: 'See segments and their members', 'zh-Hans': '查看分群及其成员' } },
    { name: 'segment.write', label: { en: 'Create and edit segments', 'zh-Hans': '创建与编辑分群' } },
    { name: 'segment.publish', label: { en: 'Publish, pause and delete segments', 'zh-Hans': '发布、暂停与删除分群' } },
    { name: 'segment.export', label: { en: 'Export members of segments', 'zh-Hans': '导出分群成员' } },
  ],
});
