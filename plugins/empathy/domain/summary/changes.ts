import type { ConversationFact } from '@rapport/sdk';
import type { Line } from './line';
import type { NameOf, Role } from './names';
import { languageOfReader } from './reader';

/** What happened to a conversation, as people read it. */
type Words = {
  readonly handedOver: (from: string | null, to: string) => string;
  /** Whose name nobody told. */
  readonly another: Readonly<Record<Role, string>>;
  readonly reopened: string;
};
const words: Readonly<Record<'en' | 'zh' | 'de', Words>> = {
  en: {
    handedOver: (from, to) => (from === null ? `Handed over to ${to}` : `Handed over from ${from} to ${to}`),
    another: { agent: 'another agent', team: 'another team' },
    reopened: 'Was resolved, and was opened again',
  },
  zh: {
    handedOver: (from, to) => (from === null ? `已转交给 ${to}` : `由 ${from} 转交给 ${to}`),
    another: { agent: '另一位客服', team: '另一个团队' },
    reopened: '曾标记为已解决，后又重新打开',
  },
  de: {
    handedOver: (from, to) => (from === null ? `Übergeben an ${to}` : `Von ${from} an ${to} übergeben`),
    another: { agent: 'jemand anderen', team: 'ein anderes Team' },
    reopened: 'War gelöst und wurde wieder geöffnet',
  },
};

/** From one to another; the first assignment is no hand-over. `by` is who had it before. */
export function changesIn(facts: readonly ConversationFact[], locale: string, nameOf: NameOf): Line[] {
  const say = words[languageOfReader(locale)];
  return facts.flatMap((fact): Line[] => {
    if (fact.kind === 'assigned' && fact.from !== null && fact.to !== null && fact.from.id !== fact.to.id) {
      const from = nameOf(fact.role, fact.from);
      const to = nameOf(fact.role, fact.to) ?? say.another[fact.role];
      return [{ text: say.handedOver(from, to), at: fact.at, by: from }];
    }
    if (fact.kind === 'status' && fact.from === 'resolved' && fact.to !== 'resolved') {
      return [{ text: say.reopened, at: fact.at, by: null }];
    }
    return [];
  });
}
