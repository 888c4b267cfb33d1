import type { ConversationFact, Party } from '@rapport/sdk';
import type { Line } from './line';

/** What happened to a conversation, as people read it. */
type Words = {
  readonly handedOver: (from: string | null, to: string) => string;
  readonly reopened: string;
};
const words: Readonly<Record<'en' | 'zh' | 'de', Words>> = {
  en: {
    handedOver: (from, to) => (from === null ? `Handed over to ${to}` : `Handed over from ${from} to ${to}`),
    reopened: 'Was resolved, and was opened again',
  },
  zh: {
    handedOver: (from, to) => (from === null ? `已转交给 ${to}` : `由 ${from} 转交给 ${to}`),
    reopened: '曾标记为已解决，后又重新打开',
  },
  de: {
    handedOver: (from, to) => (from === null ? `Übergeben an ${to}` : `Von ${from} an ${to} übergeben`),
    reopened: 'War gelöst und wurde wieder geöffnet',
  },
};

/** From one to another; the first assignment is no hand-over. `by` is who had it before. */
export function changesIn(facts: readonly ConversationFact[], locale: string): Line[] {
  const say = words[locale.startsWith('zh') ? 'zh' : locale.startsWith('de') ? 'de' : 'en'];
  return facts.flatMap((fact): Line[] => {
    if (fact.kind === 'assigned' && fact.from !== null && fact.to !== null && fact.from.id !== fact.to.id) {
      const from = nameOf(fact.from);
      return [{ text: say.handedOver(from, nameOf(fact.to)), at: fact.at, by: from }];
    }
    if (fact.kind === 'status' && fact.from === 'resolved' && fact.to !== 'resolved') {
      return [{ text: say.reopened, at: fact.at, by: null }];
    }
    return [];
  });
}

function nameOf({ id, name }: Party): string {
  return name ?? id;
}
