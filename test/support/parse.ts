import type { IncomingEvent } from '@rapport/sdk';
import { IdentifierExtractor } from '../../src/domain/event/identifiers';
import { parseEvent, type ParseContext, type ParsedEvent } from '../../src/domain/event/parse-event';
import { redactionRules } from '../../src/domain/event/redact';
import { identityPolicy } from '../../src/domain/identity/policy';
import type { z } from 'zod';

export const receivedAt = Date.parse('2026-11-22T12:00:00.000Z');

/** The context of a request of a server, received at noon, under the default policy with `policy` changed. */
export function parseContext(
  changes: Partial<ParseContext> = {},
  policy: z.input<typeof identityPolicy> = {},
  secretProperties: readonly string[] = [],
): ParseContext {
  const parsed = identityPolicy.parse(policy);
  return {
    receivedAt,
    sentAt: null,
    defaultType: null,
    batchContext: null,
    trust: 'verified',
    sourceKey: 'shop',
    keyScope: 'window',
    extractor: new IdentifierExtractor(parsed),
    contextTraits: parsed.traits.contextTraits,
    redaction: redactionRules(
      secretProperties,
      parsed.kinds.map((kind) => kind.kind),
    ),
    identitySecret: null,
    eventBytesMax: 32 * 1024,
    requestBytes: null,
    newMessageId: () => 'generated',
    ...changes,
  };
}

export function parsed(raw: unknown, context: ParseContext = parseContext()): IncomingEvent {
  const result: ParsedEvent = parseEvent(raw, context);
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.event;
}

/** The code with which an event is refused, null if it is not. */
export function refusal(raw: unknown, context: ParseContext = parseContext()): string | null {
  const result = parseEvent(raw, context);
  return result.ok ? null : result.code;
}

/** `kind=value` of each identifier, as a reader would write them. */
export function identifiersOf(event: IncomingEvent): string[] {
  return event.identifiers.map(({ kind, value }) => `${kind}=${value}`);
}
