import { type ConversationFact, type ConversationSnapshot, factOf, type Party } from '@rapport/sdk';
import { inOrder } from './fold';

/** A webhook may be on its way for so long; what a snapshot shows is believed once nothing happened for this time. */
export const quietMilliseconds = 2 * 60_000;

type Of<Kind extends ConversationFact['kind']> = Extract<ConversationFact, { kind: Kind }>;

/**
 * What a snapshot shows that no fact tells, as facts of the time at which anything changed last. None where something happened
 * within the last two minutes, where a fact of the same kind is newer than the snapshot, and where all is known.
 * @param facts all that are known of the conversation, in any order
 * @param now epoch milliseconds
 */
export function factsOfSnapshot(
  facts: readonly ConversationFact[],
  snapshot: ConversationSnapshot,
  now: number,
): ConversationFact[] {
  const ordered = inOrder(facts);
  const last = Math.max(snapshot.at, ...ordered.map(({ at }) => at));
  if (last > now - quietMilliseconds) return [];
  return [
    ...statusFacts(ordered, snapshot),
    ...assignedFacts('agent', ordered, snapshot),
    ...assignedFacts('team', ordered, snapshot),
    ...labelledFacts(ordered, snapshot),
    ...notedFacts('topic', ordered, snapshot),
    ...notedFacts('outcome', ordered, snapshot),
  ];
}

function statusFacts(ordered: readonly ConversationFact[], { at, status }: ConversationSnapshot): ConversationFact[] {
  const last = ordered.findLast((fact): fact is Of<'status'> => fact.kind === 'status');
  if (status === undefined || status === (last?.to ?? 'open') || isNewer(last, at)) return [];
  return [factOf.status(at, last?.to ?? null, status)];
}

function assignedFacts(
  role: 'agent' | 'team',
  ordered: readonly ConversationFact[],
  { at, [role]: party }: ConversationSnapshot,
): ConversationFact[] {
  const last = ordered.findLast((fact): fact is Of<'assigned'> => fact.kind === 'assigned' && fact.role === role);
  const known: Party | null = last?.to ?? null;
  if (party === undefined || party?.id === known?.id || isNewer(last, at)) return [];
  return [factOf.assigned(role, at, known, party)];
}

function labelledFacts(ordered: readonly ConversationFact[], { at, labels }: ConversationSnapshot): ConversationFact[] {
  const told = ordered.filter((fact): fact is Of<'labelled'> => fact.kind === 'labelled');
  if (labels === undefined || isNewer(told.at(-1), at)) return [];
  const known = new Set<string>();
  for (const { added, removed } of told) {
    for (const label of added) known.add(label);
    for (const label of removed) known.delete(label);
  }
  const added = labels.filter((label) => !known.has(label));
  const removed = [...known].filter((label) => !labels.includes(label));
  return added.length === 0 && removed.length === 0 ? [] : [factOf.labelled(at, added, removed)];
}

function notedFacts(
  note: 'topic' | 'outcome',
  ordered: readonly ConversationFact[],
  { at, [note]: value }: ConversationSnapshot,
): ConversationFact[] {
  const last = ordered.findLast((fact): fact is Of<'noted'> => fact.kind === 'noted' && fact[note] !== undefined);
  if (value === undefined || value === (last?.[note] ?? null) || isNewer(last, at)) return [];
  return [factOf.noted(at, note, value)];
}

function isNewer(fact: ConversationFact | undefined, at: number): boolean {
  return fact !== undefined && fact.at > at;
}
