import { isDeepStrictEqual } from 'node:util';
import type { ConversationFact, ConversationStatus, JsonObject } from '@rapport/sdk';
import fc from 'fast-check';
import { translate } from './translate';

/**
 * An invented week: what happened in one conversation, each thing in a second of its own, and all that Chatwoot sends of it: twins,
 * repetitions, noise, macros, versions that leave things out. What is expected is written from what happened, not from what was sent.
 */
type Happening =
  | {
      kind: 'message';
      by: 'customer' | 'agent' | 'bot' | 'helpdesk';
      isPrivate: boolean;
      text: string;
      isHtml: boolean;
    }
  | { kind: 'status'; to: ConversationStatus }
  | { kind: 'agent'; to: number | null }
  | { kind: 'labels'; to: string[] }
  | { kind: 'topic'; to: string }
  | { kind: 'rating'; rating: number };

type Step = {
  readonly what: Happening;
  readonly afterMs: number;
  readonly version: 'old' | 'new';
  readonly driftMs: number;
};

const text = fc.constantFrom('Where is my order?', 'Tom & Jerry', 'It is < 3 days', 'Ja, genau');
const what: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    by: fc.constantFrom('customer' as const, 'agent' as const, 'bot' as const, 'helpdesk' as const),
    isPrivate: fc.boolean(),
    text,
    isHtml: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    to: fc.constantFrom<ConversationStatus>('open', 'pending', 'snoozed', 'resolved'),
  }),
  fc.record({ kind: fc.constant('agent' as const), to: fc.constantFrom(null, 4, 7) }),
  fc.record({ kind: fc.constant('labels' as const), to: fc.subarray(['billing', 'vip', 'return']) }),
  fc.record({ kind: fc.constant('topic' as const), to: fc.constantFrom('refund', 'delivery') }),
  fc.record({ kind: fc.constant('rating' as const), rating: fc.integer({ min: 1, max: 5 }) }),
);
const step: fc.Arbitrary<Step> = fc.record({
  what,
  afterMs: fc.integer({ min: 1_000, max: 86_400_000 }),
  version: fc.constantFrom('old' as const, 'new' as const),
  driftMs: fc.nat(300),
});
const week = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 20 }),
  began: fc.constantFrom<ConversationStatus>('open', 'pending'),
});

const start = Date.parse('2026-03-02T08:00:00.000Z');
const secondsOf = (ms: number): number => Math.floor(ms / 1_000);
const names: Readonly<Record<number, string>> = { 4: 'Ben', 7: 'Priya' };
const sender = { id: 31, name: 'Mira', email: 'mira@example.org', type: 'contact' };

type Written = {
  readonly id: number;
  readonly ms: number;
  readonly happening: Extract<Happening, { kind: 'message' }> | null;
};

/** What the database of an invented Chatwoot holds, and what was sent and what is true so far. */
class InventedChatwoot {
  readonly sent: JsonObject[] = [];
  readonly facts = new Map<string, ConversationFact>();
  private status: ConversationStatus;
  private agent: number | null = null;
  private labels: string[] = [];
  private topic: string | null = null;
  private last: Written | null = null;
  private nextId = 70;
  private ms = start;
  private step: Pick<Step, 'version' | 'driftMs'> = { version: 'new', driftMs: 0 };

  constructor(began: ConversationStatus) {
    this.status = began;
    this.know({ kind: 'opened', key: 'opened', at: start, channel: 'web', subject: null });
    if (began !== 'open') this.knowStatus(null, began);
    this.send('conversation_created', this.conversation());
    const status: Record<string, [unknown, unknown]> = began === 'open' ? {} : { status: ['open', began] };
    this.sendUpdated({ id: [null, 5], uuid: [null, 'x'], created_at: [null, 'x'], ...status });
  }

  live({ what: happening, afterMs, version, driftMs }: Step): void {
    this.ms += afterMs;
    this.step = { version, driftMs };
    switch (happening.kind) {
      case 'message':
        return this.write(happening);
      case 'status':
        return this.changeStatus(happening.to);
      case 'agent':
        return this.assign(happening.to);
      case 'labels':
        return this.label(happening.to);
      case 'topic':
        return this.note(happening.to);
      case 'rating':
        return this.rate(happening.rating);
    }
  }

  private get second(): number {
    return secondsOf(this.ms) * 1_000;
  }

  private know(fact: ConversationFact): void {
    this.facts.set(fact.key, fact);
  }

  private knowStatus(from: ConversationStatus | null, to: ConversationStatus): void {
    this.know({ kind: 'status', key: `status:${this.second}:${to}`, at: this.second, from, to });
  }

  private send(event: string, body: JsonObject): void {
    this.sent.push({ ...body, event });
  }

  private sendUpdated(changes: Record<string, [unknown, unknown]>): void {
    const touched: [string, [unknown, unknown]] = ['updated_at', [null, new Date(this.ms).toISOString()]];
    const changed = [touched, ...Object.entries(changes)].map(([key, [previous, current]]) => ({
      [key]: { previous_value: previous, current_value: current },
    }));
    const body = { ...this.conversation(), changed_attributes: changed };
    this.send('conversation_updated', JSON.parse(JSON.stringify(body)));
  }

  private conversation(): JsonObject {
    const touchedMs = Math.min(this.ms + this.step.driftMs, this.second + 999);
    const assignee = this.agent === null ? null : { id: this.agent, name: names[this.agent] ?? null, type: 'user' };
    return {
      id: 5,
      channel: 'Channel::WebWidget',
      status: this.status,
      created_at: secondsOf(start),
      timestamp: secondsOf(this.ms),
      ...(this.step.version === 'new' ? { updated_at: touchedMs / 1_000 + 0.000_123, account: { id: 1 } } : {}),
      labels: this.labels,
      custom_attributes: this.topic === null ? {} : { intent: this.topic },
      meta: { sender, assignee, team: null, hmac_verified: false },
      messages: this.last === null ? [] : [nested(this.last)],
    };
  }

  private write(happening: Extract<Happening, { kind: 'message' }>): void {
    const written = { id: this.nextId++, ms: this.ms, happening };
    this.last = written;
    const { by, isPrivate, text: content } = happening;
    this.know({
      kind: 'message',
      key: `message:${written.id}`,
      at: this.second,
      author: by === 'helpdesk' ? 'system' : by,
      by: by === 'agent' ? { id: '7', name: 'Priya' } : by === 'bot' ? { id: 'agent_bot:7', name: 'Botty' } : null,
      isPrivate,
      text: content,
      attachments: 0,
    });
    const body = { ...topLevel(written), conversation: this.conversation() };
    this.send('message_created', body);
    this.send('message_updated', body);
    this.sendUpdated({ waiting_since: [null, 'x'] });
    this.send('automation_event.message_created', this.conversation());
  }

  private changeStatus(to: ConversationStatus): void {
    const from = this.status;
    if (from === to) return;
    this.status = to;
    this.knowStatus(from, to);
    const change = { status: { previous_value: from, current_value: to } };
    const isSilent = this.step.version === 'old';
    this.send('conversation_status_changed', {
      ...this.conversation(),
      ...(isSilent ? {} : { changed_attributes: [change] }),
    });
    this.sendUpdated({ status: [from, to] });
    this.send('macro.executed', this.conversation());
  }

  private assign(to: number | null): void {
    const from = this.agent;
    if (from === to) return;
    this.agent = to;
    const party = (id: number | null, name: string | null): { id: string; name: string | null } | null =>
      id === null ? null : { id: String(id), name };
    this.know({
      kind: 'assigned',
      key: `agent:${this.second}:${from ?? '-'}:${to ?? '-'}`,
      at: this.second,
      role: 'agent',
      from: party(from, null),
      to: party(to, to === null ? null : (names[to] ?? null)),
    });
    this.sendUpdated({ assignee_id: [from, to] });
  }

  private label(to: string[]): void {
    const from = this.labels;
    const added = to.filter((one) => !from.includes(one));
    const removed = from.filter((one) => !to.includes(one));
    if (added.length + removed.length === 0) return;
    this.labels = to;
    const key = [...added.map((one) => `+${one}`), ...removed.map((one) => `-${one}`)].sort().join(',');
    this.know({ kind: 'labelled', key: `labels:${this.second}:${key}`, at: this.second, added, removed });
    this.sendUpdated({ label_list: [from, to] });
  }

  private note(to: string): void {
    const from = this.topic;
    if (from === to) return;
    this.topic = to;
    this.know({ kind: 'noted', key: `topic:${this.second}:${to}`, at: this.second, topic: to });
    this.sendUpdated({ custom_attributes: [from === null ? {} : { intent: from }, { intent: to }] });
  }

  private rate(rating: number): void {
    const id = this.nextId++;
    const written = { id, ms: this.ms, happening: null };
    const known = { at: this.second };
    this.know({
      ...known,
      kind: 'message',
      key: `message:${id}`,
      author: 'bot',
      by: null,
      isPrivate: false,
      text: 'Please rate',
      attachments: 0,
    });
    this.know({ ...known, kind: 'rated', key: `rating:${id}`, rating, comment: null });
    const answer = { submitted_values: { csat_survey_response: { rating } } };
    this.send('message_created', { ...topLevel(written), conversation: this.conversation() });
    this.send('message_updated', {
      ...topLevel(written),
      content_attributes: answer,
      conversation: this.conversation(),
    });
  }
}

const senders = {
  customer: { top: { ...sender }, nested: { sender_type: 'Contact', sender_id: 31, sender } },
  agent: {
    top: { id: 7, name: 'Priya', email: 'priya@example.org', type: 'user' },
    nested: { sender_type: 'User', sender_id: 7, sender: { id: 7, name: 'Priya', available_name: 'P', type: 'user' } },
  },
  bot: {
    top: { id: 7, name: 'Botty', type: 'agent_bot' },
    nested: { sender_type: 'AgentBot', sender_id: 7, sender: { id: 7, name: 'Botty', type: 'agent_bot' } },
  },
  helpdesk: { top: null, nested: { sender_type: null, sender_id: null } },
};
const words = { customer: 'incoming', agent: 'outgoing', bot: 'outgoing', helpdesk: 'activity' };
const numbers = { customer: 0, agent: 1, bot: 1, helpdesk: 2 };

function topLevel({ id, ms, happening }: Written): JsonObject {
  const created = { id, created_at: new Date(ms).toISOString() };
  if (happening === null) {
    return { ...created, content: 'Please rate', content_type: 'input_csat', message_type: 'template', sender: null };
  }
  const { by, isPrivate, isHtml, text: content } = happening;
  const html = `<p>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>\n`;
  return {
    ...created,
    content: isHtml ? html : content,
    private: isPrivate,
    message_type: words[by],
    sender: senders[by].top,
  };
}

function nested({ id, ms, happening }: Written): JsonObject {
  if (happening === null) throw new Error('no survey is carried here');
  const { by, isPrivate, text: content } = happening;
  return {
    id,
    created_at: secondsOf(ms),
    content,
    private: isPrivate,
    message_type: numbers[by],
    ...senders[by].nested,
  };
}

function factsOf(deliveries: readonly JsonObject[]): Map<string, ConversationFact> {
  const known = new Map<string, ConversationFact>();
  for (const delivery of deliveries) {
    for (const fact of translate(delivery, { connection: 'support', deliveredAt: start }).flatMap(
      ({ facts }) => facts,
    )) {
      const before = known.get(fact.key);
      if (before !== undefined && !isDeepStrictEqual(before, fact)) {
        throw new Error(`told in two ways: ${JSON.stringify([before, fact])}`);
      }
      known.set(fact.key, fact);
    }
  }
  return known;
}

function lived({ steps, began }: { steps: Step[]; began: ConversationStatus }): InventedChatwoot {
  const chatwoot = new InventedChatwoot(began);
  steps.forEach((each) => chatwoot.live(each));
  return chatwoot;
}

test('in any order, and however often it is told, a week is what happened in it, each thing once', () => {
  const told = week.map(lived).chain((chatwoot) => {
    const { length } = chatwoot.sent;
    return fc.record({
      chatwoot: fc.constant(chatwoot),
      all: fc.shuffledSubarray(chatwoot.sent, { minLength: length, maxLength: length }),
      again: fc.array(fc.constantFrom(...chatwoot.sent), { maxLength: 20 }),
    });
  });
  fc.assert(
    fc.property(told, ({ chatwoot, all, again }) => {
      const known = factsOf([...again, ...all, ...again]);
      expect([...known.values()].sort(byKey)).toEqual([...chatwoot.facts.values()].sort(byKey));
    }),
    { numRuns: 300 },
  );
});

test('what is lost leaves out, and invents nothing', () => {
  const told = week
    .map(lived)
    .chain((chatwoot) => fc.record({ chatwoot: fc.constant(chatwoot), some: fc.subarray(chatwoot.sent) }));
  fc.assert(
    fc.property(told, ({ chatwoot, some }) => {
      for (const [key, fact] of factsOf(some)) expect(chatwoot.facts.get(key)).toEqual(fact);
    }),
    { numRuns: 300 },
  );
});

function byKey(a: ConversationFact, b: ConversationFact): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
