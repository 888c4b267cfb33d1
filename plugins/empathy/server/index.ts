import path from 'node:path';
import { definePlugin } from '@rapport/sdk';
import { createPanelMount } from './panel';
import { panelParts } from './panel-parts';

/** Beside `server` in the package, from its sources and from `lib` alike. */
const migrations = path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'migrations');

/** The situation of a customer, the evidence, and the right words in front of the agent. */
export default definePlugin({
  name: 'empathy',
  migrations,
  tables: {
    ofPerson: [],
    withoutPerson: {
      panel_link: 'agents by their number',
      panel_session: 'agents by their number',
    },
  },
  scopes: [
    { name: 'panel.use', label: { en: 'Use the panel in the helpdesk', 'zh-Hans': '使用客服面板' } },
    { name: 'panel.invite', label: { en: 'Sign agents in to the panel', 'zh-Hans': '为客服创建面板登录链接' } },
  ],
  http: async (core) => [createPanelMount(core, panelParts)],
});
