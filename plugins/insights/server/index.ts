import path from 'node:path';
import { definePlugin } from '@rapport/sdk';
import { keepFigureDays } from './days';
import { build, foldTouched } from './fold';
import { graphql } from './graphql';
import { eraseFigures, exportSection } from './privacy';
import { routingOf } from './routing';

/** Beside `server` in the package, from its sources and from `lib` alike. */
const migrations = path.join(path.dirname(require.resolve('@rapport/insights/package.json')), 'migrations');

/** Figures of the helpdesk for the CX lead, each with its formula and the conversations behind it. */
export default definePlugin({
  name: 'insights',
  migrations,
  tables: {
    ofPerson: ['conversation_figures', 'figure_value', 'routing_recommendation'],
    withoutPerson: { figure_build: 'a number', figure_day: 'sums of many, by day', figure_day_stale: 'days' },
  },
  scopes: [{ name: 'figures.read', label: { en: 'See the figures of the helpdesk', 'zh-Hans': '查看客服指标' } }],
  graphql,
  writeBack: { routing: routingOf },
  lanes: [{ name: 'insights', handle: foldTouched }],
  loops: [
    { name: 'insights', round: build },
    { name: 'insights days', round: keepFigureDays },
  ],
  export: [exportSection],
  erase: eraseFigures,
});
