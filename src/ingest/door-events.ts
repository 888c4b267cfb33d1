import {
  errorTable,
  isJsonObject,
  limits,
  RapportError,
  type DoorReceipt,
  type EventType,
  type IncomingEvent,
  type Ingest,
  type JsonObject,
  type RejectedEvent,
  type RejectedInput,
} from '@rapport/sdk';
import { IdentifierExtractor } from '../domain/event/identifiers';
import { newPublicId } from '../store/public-id';
import { parseEvent, type ParseContext, type ParsedEvent } from '../domain/event/parse-event';
import { inspect, redactionRules, redactObject, redactUnknown, type RedactionRules } from '../domain/event/redact';
import { readTimestamp } from '../domain/event/timestamp';
import type { IdentityPolicy } from '../domain/identity/policy';
import type { ProductSettings } from '../settings';
import { breachMessage, type PlanBreach, type PlanGuard } from './plan-guard';
import type { Source } from './sources';

/** A body, parsed as JSON and seen as the calls it holds. */
export type EventBatch = {
  readonly events: readonly unknown[];
  readonly sentAt: number | null;
  readonly context: JsonObject | null;
  readonly defaultType: EventType | null;
  readonly bytes: number;
};

/**
 * `{ batch: [...] }`, a bare list, or one event (its type may stand in the path).
 * @throws RapportError invalid_body, batch_too_long
 */
export function readBatch(body: unknown, pathType: EventType | null, bytes: number, eventsMax: number): EventBatch {
  const shared = isJsonObject(body) ? body : {};
  const list = Array.isArray(body) ? body : shared['batch'];
  if (Array.isArray(list)) {
    if (list.length > eventsMax) throw new RapportError('batch_too_long', `At most ${eventsMax} events.`);
    const context = shared['context'];
    return {
      events: list,
      sentAt: readTimestamp(shared['sentAt']) ?? null,
      context: isJsonObject(context) ? context : null,
      defaultType: pathType,
      bytes,
    };
  }
  const single = isJsonObject(body) && list === undefined && (pathType !== null || typeof body['type'] === 'string');
  if (!single) throw new RapportError('invalid_body');
  const sentAt = readTimestamp(shared['sentAt']) ?? null;
  return { events: [body], sentAt, context: null, defaultType: pathType, bytes };
}

/** By the place in the request. */
type Breaches = Map<number, { readonly breach: PlanBreach; readonly messageId: string }>;

export type EventReceiverOptions = {
  readonly ingest: Ingest;
  readonly settings: Pick<ProductSettings['door'], 'eventBytesMax'>;
  readonly policy: IdentityPolicy;
  readonly now: () => number;
  /** Without: events are not held to tracking plans. */
  readonly plans?: PlanGuard;
};

/** Parses the events of a request, hands them to ingest in one piece, and says what became of each. */
export class EventReceiver {
  private readonly extractor: IdentifierExtractor;
  private readonly kinds: readonly string[];
  private readonly rules = new WeakMap<Source, RedactionRules>();

  constructor(private readonly options: EventReceiverOptions) {
    this.extractor = new IdentifierExtractor(options.policy);
    this.kinds = options.policy.kinds.map((kind) => kind.kind);
  }

  /** @throws RapportError what Ingest.accept throws: nothing was kept */
  async receive(source: Source, batch: EventBatch, historical = false): Promise<DoorReceipt> {
    if (batch.events.length === 0) return { accepted: 0, duplicates: 0, erased: 0, rejected: [] };
    const wait = this.options.plans?.ready();
    if (wait) await wait;
    const context = this.parseContext(source, batch, this.options.now());
    const events: IncomingEvent[] = [];
    const indexes: number[] = [];
    const refused: RejectedInput[] = [];
    const kept: RejectedEvent[] = [];
    const breaches: Breaches = new Map();
    batch.events.forEach((raw, index) => {
      const parsed = this.parse(raw, index, context, breaches);
      if (parsed.ok) {
        events.push(parsed.event);
        indexes.push(index);
        return;
      }
      const { code, message, messageId } = parsed;
      refused.push({ index, messageId, code, message });
      kept.push({ messageId, code, message, body: rejectedBody(raw, batch, context), receivedAt: context.receivedAt });
    });
    const receipt = await this.options.ingest.accept({ sourceRef: source.ref, historical }, events, kept);
    receipt.outcomes.forEach((outcome, position) => {
      const index = indexes[position];
      // What was counted before was noted before.
      if (outcome !== 'accepted' && index !== undefined) breaches.delete(index);
      if (outcome !== 'event_names_exhausted' || index === undefined) return;
      const messageId = events[position]?.messageId ?? null;
      refused.push({ index, messageId, code: outcome, message: errorTable[outcome].message });
    });
    for (const { breach, messageId } of breaches.values()) {
      this.options.plans?.record(breach, { sourceRef: source.ref, messageId, at: context.receivedAt });
    }
    refused.sort((a, b) => a.index - b.index);
    const { accepted, duplicates, erased } = receipt;
    return { accepted, duplicates, erased, rejected: refused };
  }

  /** Resolves once what decides about events is known. */
  async ready(): Promise<void> {
    await this.options.plans?.ready();
  }

  /** Why the tracking plan refuses an event; null: it does not. */
  planRefusal(event: IncomingEvent): { readonly code: 'plan_violated'; readonly message: string } | null {
    const breach = this.options.plans?.check(event) ?? null;
    return breach?.plan.mode === 'reject' ? { code: 'plan_violated', message: breachMessage(breach) } : null;
  }

  private parse(raw: unknown, index: number, context: ParseContext, breaches: Breaches): ParsedEvent {
    const parsed = parseEvent(raw, context);
    if (!parsed.ok) return parsed;
    const breach = this.options.plans?.check(parsed.event) ?? null;
    if (breach === null) return parsed;
    const { messageId } = parsed.event;
    breaches.set(index, { breach, messageId });
    if (breach.plan.mode === 'report') return parsed;
    // An id that we made ourselves is nobody's: the event gets another when it is sent again.
    const own = isJsonObject(raw) && raw['messageId'] !== undefined && raw['messageId'] !== null;
    return { ok: false, code: 'plan_violated', message: breachMessage(breach), messageId: own ? messageId : null };
  }

  /** For replays too: the same meaning as when the event came in at `receivedAt`. */
  parseContext(source: Source, batch: Omit<EventBatch, 'events'>, receivedAt: number): ParseContext {
    const redaction = this.rulesOf(source);
    return {
      receivedAt,
      sentAt: batch.sentAt,
      defaultType: batch.defaultType,
      batchContext: batch.context === null ? null : storableContext(batch.context, redaction),
      trust: source.kind === 'server' ? 'verified' : 'claimed',
      sourceKey: source.ref,
      keyScope: 'window',
      extractor: this.extractor,
      contextTraits: this.options.policy.traits.contextTraits,
      redaction,
      identitySecret: source.identitySecret,
      eventBytesMax: this.options.settings.eventBytesMax,
      requestBytes: batch.bytes,
      newMessageId: () => newPublicId(receivedAt),
    };
  }

  private rulesOf(source: Source): RedactionRules {
    let rules = this.rules.get(source);
    if (rules === undefined) {
      rules = redactionRules(source.secretProperties, this.kinds);
      this.rules.set(source, rules);
    }
    return rules;
  }
}

/** A context that breaks a limit would break it for each event: then it is left out. */
function storableContext(context: JsonObject, rules: RedactionRules): JsonObject | null {
  const found = inspect(context, rules);
  if (found.tooDeep || found.keys > limits.propertyKeysMax || found.units > limits.eventBytesMax) return null;
  return found.dirty ? redactObject(context, rules) : context;
}

/** What is kept of a refused event: masked like an accepted one, with what the request said about it, so that it can be sent again. */
function rejectedBody(raw: unknown, batch: EventBatch, context: ParseContext): string {
  if (!isJsonObject(raw)) return JSON.stringify(redactUnknown(raw, context.redaction));
  const body = redactObject(raw, context.redaction);
  if (body['type'] === undefined && batch.defaultType !== null) body['type'] = batch.defaultType;
  if (body['sentAt'] === undefined && batch.sentAt !== null) body['sentAt'] = new Date(batch.sentAt).toISOString();
  return JSON.stringify(body);
}
