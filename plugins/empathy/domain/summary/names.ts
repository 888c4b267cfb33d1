import type { ConversationFact, Party } from '@rapport/sdk';

export type Role = Extract<ConversationFact, { kind: 'assigned' }>['role'];
/** Null: nobody told it. */
export type NameOf = (role: Role, party: Party) => string | null;

/**
 * A helpdesk names who has a conversation now; who had it before is an id only, and was named when he got it. An agent is also named
 * by what he wrote.
 * @param facts of this conversation and of others of the same helpdesk
 */
export function namesIn(facts: readonly ConversationFact[]): NameOf {
  const names = new Map<string, string>();
  const learn = (role: Role, party: Party | null): void => {
    if (party !== null && party.name !== null) names.set(`${role} ${party.id}`, party.name);
  };
  for (const fact of facts) {
    if (fact.kind === 'message') learn('agent', fact.by);
    if (fact.kind !== 'assigned') continue;
    learn(fact.role, fact.from);
    learn(fact.role, fact.to);
  }
  return (role, { id, name }) => name ?? names.get(`${role} ${id}`) ?? null;
}
