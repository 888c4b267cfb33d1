import path from 'node:path';
import { definePlugin, joinGraphql } from '@rapport/sdk';
import { listening } from './graphql/listening';
import { situationsPart } from './graphql/situations';
import { wordsGraphql } from './graphql/words';
import { installRound } from './install';
import { listener } from './listening/listener';
import { createPanelMount } from './panel';
import { panelParts } from './panel-parts';
import { eraseSuggestions, suggestionSection } from './privacy';
import { wordSources } from './word-sources';
import { writeBack } from './write-back';

/** Beside `server` in the package, from its sources and from `lib` alike. */
const migrations = path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'migrations');

/** The situation of a customer, the evidence, and the right words in front of the agent. */
export default definePlugin({
  name: 'empathy',
  migrations,
  tables: {
    ofPerson: ['suggestion'],
    withoutPerson: {
      situation: 'definitions',
      installed_definition: 'keys of definitions',
      panel_link: 'agents by their number',
      panel_session: 'agents by their number',
    },
  },
  scopes: [
    {
      name: 'situation.read',
      label: { en: 'See situations, and who needs us now', 'zh-Hans': '查看情境与待关注客户' },
    },
    { name: 'situation.write', label: { en: 'Edit situations', 'zh-Hans': '编辑情境' } },
    {
      name: 'suggestion.write',
      label: { en: 'Say what became of suggestions', 'zh-Hans': '记录建议的采纳情况' },
    },
    { name: 'script.read', label: { en: 'See scripts and what they say', 'zh-Hans': '查看话术及预览' } },
    { name: 'panel.use', label: { en: 'Use the panel in the helpdesk', 'zh-Hans': '使用客服面板' } },
    { name: 'panel.invite', label: { en: 'Sign agents in to the panel', 'zh-Hans': '为客服创建面板登录链接' } },
    { name: 'script.write', label: { en: 'Write and publish scripts', 'zh-Hans': '撰写与发布话术' } },
  ],
  graphql: joinGraphql([situationsPart, listening, wordsGraphql(wordSources)]),
  http: async (core) => [createPanelMount(core, panelParts)],
  writeBack,
  messages: [{ name: 'sentiment', read: (core, messages) => listener(core).properties(messages) }],
  loops: [{ name: 'ready situations', round: (core) => installRound(core) }],
  export: [suggestionSection],
  erase: eraseSuggestions,
});
