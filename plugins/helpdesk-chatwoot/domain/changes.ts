import { factOf, type ConversationFact, type Json, type Party, writtenPrefix } from '@rapport/sdk';
import { partyId } from './message';
import { moment, secondOf } from './moment';
import { notedFacts } from './notes';
import type { Changes, ConversationPayload, PartyPayload } from './payload';
import { statusOf } from './status';

type Change = { readonly from: Json; readonly to: Json };

/**
 * When it changed: the change's own `updated_at`, else the conversation's, which may be a little later (each message touches the
 * conversation), else its last activity. To the second: see `secondOf`.
 */
export function changedAt(conversation: ConversationPayload): number | null {
  const own = moment.safeParse(conversation.changed_attributes?.get('updated_at')?.to);
  const at = own.success
    ? own.data
    : (conversation.updated_at ?? conversation.timestamp ?? conversation.last_activity_at);
  return at === null ? null : secondOf(at);
}

/** The first `conversation_updated` repeats the whole creation: that is no change. */
export function isCreation(changes: NonNullable<Changes>): boolean {
  return changes.get('id')?.from === null;
}

/** None: noise (`waiting_since`, `last_activity_at`, `priority` ..., and our own custom attributes coming back). */
export function changeFacts(
  conversation: ConversationPayload,
  changes: NonNullable<Changes>,
  at: number,
): ConversationFact[] {
  const of = (key: string): Change | undefined => changes.get(key);
  const custom = of('custom_attributes');
  return [
    ...statusFacts(of('status'), at),
    ...assignedFacts('agent', agentChange(changes), conversation.meta?.assignee ?? null, at),
    ...assignedFacts('team', teamChange(of('team_id')), conversation.meta?.team ?? null, at),
    ...labelledFacts(of('label_list'), at),
    ...(custom === undefined ? [] : notedFacts(at, custom.from, custom.to)),
  ];
}

function statusFacts(change: Change | undefined, at: number): ConversationFact[] {
  const to = statusOf(change?.to);
  return to === null ? [] : [factOf.status(at, statusOf(change?.from), to)];
}

type IdChange = { readonly from: string | null; readonly to: string | null };

/** An agent and an agent bot stand in two columns, of which one is empty: from bot 5 to agent 7 is one step. */
function agentChange(changes: NonNullable<Changes>): IdChange {
  const person = changes.get('assignee_id');
  const bot = changes.get('assignee_agent_bot_id');
  return {
    from: idIn(person?.from, 'user') ?? idIn(bot?.from, 'agent_bot'),
    to: idIn(person?.to, 'user') ?? idIn(bot?.to, 'agent_bot'),
  };
}

function teamChange(change: Change | undefined): IdChange {
  return { from: idIn(change?.from, 'user'), to: idIn(change?.to, 'user') };
}

function idIn(value: Json | undefined, type: string): string | null {
  return typeof value === 'number' || typeof value === 'string' ? partyId(String(value), type) : null;
}

/** Nobody to nobody is no change. The payload names who has it now: the one before has only an id. */
function assignedFacts(
  role: 'agent' | 'team',
  { from, to }: IdChange,
  now: PartyPayload | null,
  at: number,
): ConversationFact[] {
  if (from === to) return [];
  const isNow = now !== null && partyId(now.id, role === 'team' ? null : now.type) === to;
  const party = (id: string | null, name: string | null): Party | null => (id === null ? null : { id, name });
  return [factOf.assigned(role, at, party(from, null), party(to, isNow ? now.name : null))];
}

function labelledFacts(change: Change | undefined, at: number): ConversationFact[] {
  const before = labelsIn(change?.from);
  const now = labelsIn(change?.to);
  return labelledFact(
    at,
    now.filter((label) => !before.includes(label)),
    before.filter((label) => !now.includes(label)),
  );
}

/** None: nothing changed but what we wrote ourselves. */
export function labelledFact(at: number, added: readonly string[], removed: readonly string[]): ConversationFact[] {
  const [more, less] = [added.filter(isTheirs), removed.filter(isTheirs)];
  return more.length === 0 && less.length === 0 ? [] : [factOf.labelled(at, more, less)];
}

/** Labels that we write from segments begin with our prefix: they come back as an echo. */
export function isTheirs(label: string): boolean {
  return !label.startsWith(writtenPrefix);
}

function labelsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((label) => typeof label === 'string') : [];
}
