import type { Core, Person, PersonSection } from '@rapport/sdk';
import { deleteFiguresOf, readFiguresOf } from './stores/figures';
import { deleteRecommendationsOf } from './stores/routing';

export function eraseFigures(core: Core, { leafIds }: Pick<Person, 'leafIds'>): Promise<Record<string, number>> {
  return core.database.transaction(async (sql) => ({
    ...(await deleteFiguresOf(sql, leafIds, core.now())),
    routing_recommendation: await deleteRecommendationsOf(sql, leafIds),
  }));
}

/** What the person's conversations add to the figures. */
export const exportSection: PersonSection = {
  name: 'figures',
  label: { en: 'Figures of conversations', 'zh-Hans': '会话指标' },
  async *rows(core, { leafIds }) {
    for (const { connection, externalId, situations, ...rest } of await readFiguresOf(core.database, leafIds))
      yield { conversation: `${connection}:${externalId}`, ...rest, situations: [...situations] };
  },
};
