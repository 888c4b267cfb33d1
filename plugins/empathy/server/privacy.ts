import type { Core, Person, PersonSection } from '@rapport/sdk';
import { deleteSuggestions, suggestionsOf } from './stores/suggestions';

const rowsPerRead = 500;

/** What was suggested to agents about her. In which situations she is stands with her segments. */
export const suggestionSection: PersonSection = {
  name: 'suggestions',
  label: { en: 'Suggestions to agents', 'zh-Hans': '给客服的建议' },
  async *rows({ database }, { leafIds }) {
    for (let after = 0; ;) {
      const rows = await suggestionsOf(database, leafIds, { after, count: rowsPerRead });
      for (const { kind, item, situation, offeredAt, outcome } of rows)
        yield { kind, item, situation, outcome, offeredAt: new Date(offeredAt).toISOString() };
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRead) return;
      after = last.id;
    }
  },
};

export async function eraseSuggestions({ database }: Core, { leafIds }: Person): Promise<Record<string, number>> {
  return { suggestion: await deleteSuggestions(database, leafIds) };
}
