import { definePlugin } from '@rapport/sdk';
import { wordsGraphql } from './graphql/words';
import { noSources } from './views';

/** The situation of a customer, the evidence, and the right words in front of the agent. */
export default definePlugin({
  name: 'empathy',
  scopes: [
    { name: 'script.read', label: { en: 'See scripts and what they say', 'zh-Hans': '查看话术及预览' } },
    { name: 'script.write', label: { en: 'Write and publish scripts', 'zh-Hans': '撰写与发布话术' } },
  ],
  graphql: wordsGraphql(noSources),
});
