import { limits, type JsonObject, type Trust } from '@rapport/sdk';
import { parseEvent, type ParsedEvent } from '../domain/event/parse-event';
import type { EventReceiver } from '../ingest/door-events';
import { insideSource } from '../ingest/sources';

/**
 * Calls as the door reads them. The keys of its events are replaced by those of the lines.
 * @param receivedAt when a line happened that does not say so
 */
export function importParser(
  receiver: EventReceiver,
  trust: Trust,
  receivedAt: number,
): (call: JsonObject) => ParsedEvent {
  const source = insideSource('import', trust);
  const batch = { sentAt: null, context: null, defaultType: null, bytes: limits.requestBytesMax };
  const context = { ...receiver.parseContext(source, batch, receivedAt), requestBytes: null };
  return (call) => parseEvent(call, context);
}
