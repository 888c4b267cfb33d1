import { definePlugin } from '@rapport/sdk';
import type { Core, RapportPlugin } from '@rapport/sdk';
import { createApollo } from './apollo';
import { createContextFactory } from './context';
import { graphiql } from './graphiql';
import { createHandler } from './http';
import { buildSchema } from './schema';

/** Customer 360: GraphQL at /graphql. Its schema is made of the parts of all plugins. */
export default definePlugin({
  name: 'customer-360',
  scopes: [
    { name: 'profile.read', label: { en: 'Read profiles', 'zh-Hans': '读取客户资料' } },
    { name: 'timeline.read', label: { en: 'Read timelines', 'zh-Hans': '读取客户时间线' } },
    { name: 'pii.read', label: { en: 'See personal data unmasked', 'zh-Hans': '查看未脱敏的个人信息' } },
    { name: 'profile.write', label: { en: 'Write traits', 'zh-Hans': '修改客户属性' } },
    { name: 'identity.write', label: { en: 'Merge and separate profiles', 'zh-Hans': '合并与拆分客户' } },
    { name: 'import.write', label: { en: 'Import files', 'zh-Hans': '导入文件' } },
    { name: 'audit.read', label: { en: 'Read the audit log', 'zh-Hans': '查看审计日志' } },
    { name: 'privacy.export', label: { en: 'Export everything about a person', 'zh-Hans': '导出某人的全部数据' } },
    { name: 'privacy.erase', label: { en: 'Erase a person', 'zh-Hans': '删除某人的全部数据' } },
    { name: 'source.read', label: { en: 'See sources and rejected events', 'zh-Hans': '查看数据源与被拒事件' } },
    {
      name: 'source.write',
      label: { en: 'Change sources, send rejected events again', 'zh-Hans': '修改数据源、重发被拒事件' },
    },
    { name: 'catalogue.read', label: { en: 'See the event catalogue', 'zh-Hans': '查看事件目录' } },
    {
      name: 'catalogue.write',
      label: { en: 'Describe events, change tracking plans', 'zh-Hans': '编辑事件说明与跟踪计划' },
    },
    {
      name: 'operations.read',
      label: { en: 'See health, storage and retention', 'zh-Hans': '查看运行状况、存储与保留期' },
    },
    { name: 'operations.write', label: { en: 'Change retention', 'zh-Hans': '修改保留期' } },
    { name: 'helpdesk.read', label: { en: 'See helpdesks', 'zh-Hans': '查看客服系统连接' } },
    { name: 'helpdesk.write', label: { en: 'Connect helpdesks', 'zh-Hans': '管理客服系统连接' } },
    { name: 'event.write', label: { en: 'Record events', 'zh-Hans': '写入事件' } },
  ],
  async http(core: Core, plugins: readonly RapportPlugin[]) {
    const schema = buildSchema(core, plugins);
    const server = await createApollo(core, schema);
    const handle = createHandler({
      core,
      server,
      createContext: createContextFactory(core),
      graphiql: core.settings.graphql.introspection ? graphiql : null,
    });
    return [{ path: '/graphql', handle }];
  },
});
