import type { Core, Person, PersonSection } from '@rapport/sdk';
import { ConsentLog } from './consent/log';
import { consentsOfLeaves } from './stores/consent';
import { messagesOfProfile } from './stores/messages';
import { deletePerson } from './stores/person';

const rowsPerRead = 500;
const dateOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What was sent to her, and what was not, with why. */
export const messageSection: PersonSection = {
  name: 'messages',
  label: { en: 'Messages', 'zh-Hans': '消息' },
  async *rows({ database }, { leafIds }) {
    for (let after: number | undefined; ;) {
      const rows = await messagesOfProfile(database, leafIds, { after, count: rowsPerRead, forward: true });
      for (const { medium, topic, template, locale, state, reasons, plannedAt, handedAt, openedAt, clickedAt } of rows)
        yield {
          ...{ medium, topic, template, locale, state, reasons: [...reasons] },
          ...{ plannedAt: dateOf(plannedAt), handedAt: dateOf(handedAt) },
          ...{ openedAt: dateOf(openedAt), clickedAt: dateOf(clickedAt) },
        };
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRead) return;
      after = last.id;
    }
  },
};

/** What she said of her addresses, and how we know. */
export const consentSection: PersonSection = {
  name: 'consents',
  label: { en: 'Consent', 'zh-Hans': '同意记录' },
  async *rows({ database }, { leafIds }) {
    for (let after = 0; ;) {
      const rows = await consentsOfLeaves(database, leafIds, { after, count: rowsPerRead });
      for (const { channel, topic, decision, proof, at, evidence } of rows)
        yield { medium: channel, topic, decision, proof, evidence, at: dateOf(at) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRead) return;
      after = last.id;
    }
  },
};

export async function eraseFromOutreach(core: Core, { leafIds, identifiers }: Person): Promise<Record<string, number>> {
  await new ConsentLog(core).keepAway(identifiers);
  return core.database.transaction((sql) => deletePerson(sql, leafIds));
}
