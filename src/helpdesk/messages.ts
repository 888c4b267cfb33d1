import {
  type CustomerMessage,
  type IncomingEvent,
  type Ingest,
  isJsonObject,
  type JsonObject,
  limits,
  type MessageReader,
} from '@rapport/sdk';
import type { Logger } from 'pino';

/** A reader of a plugin that has its Core. */
export type BoundReader = {
  readonly name: string;
  readonly read: (messages: readonly CustomerMessage[]) => ReturnType<MessageReader['read']>;
};

export type MessageReaderOptions = { readonly readers: readonly BoundReader[]; readonly log: Logger };

/**
 * Ingest, as helpdesks see it: messages of customers get what plugins read in them. A reader that fails or dawdles is told of in the
 * log; its messages go on without.
 */
export function withMessageReaders(ingest: Ingest, options: MessageReaderOptions): Ingest {
  if (options.readers.length === 0) return ingest;
  return {
    async accept(origin, events, rejected) {
      const messages = events.flatMap((event) => messageOf(event, origin.historical));
      if (messages.length === 0) return ingest.accept(origin, events, rejected);
      const added = await Promise.all(options.readers.map((reader) => additionsBy(reader, messages, options)));
      const read = new Map(messages.map(({ event }, index) => [event, added.map((one) => one[index] ?? {})]));
      const told = events.map((event) => {
        const additions = read.get(event);
        // What the helpdesk itself tells stays.
        return additions === undefined ? event : { ...event, properties: merged([...additions, event.properties]) };
      });
      return ingest.accept(origin, told, rejected);
    },
  };
}

function merged(objects: readonly JsonObject[]): JsonObject {
  return objects.reduce<JsonObject>((all, one) => ({ ...all, ...one }), {});
}

type EventMessage = { readonly event: IncomingEvent; readonly message: CustomerMessage };

function messageOf(event: IncomingEvent, historical: boolean): EventMessage[] {
  const text = event.properties['message_body'];
  if (event.name !== 'Live Chat Message Sent' || typeof text !== 'string') return [];
  return [{ event, message: { text, locale: null, at: event.occurredAt, historical } }];
}

async function additionsBy(
  reader: BoundReader,
  messages: readonly EventMessage[],
  { log }: MessageReaderOptions,
): Promise<readonly JsonObject[]> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limits.messageReaderMilliseconds);
    });
    const read = reader.read(messages.map(({ message }) => message));
    const added = await Promise.race([read, late]);
    if (added !== 'late' && added.length === messages.length && added.every(isJsonObject)) return added;
    const what = added === 'late' ? 'took too long' : 'answered something else than one object for each';
    log.warn({ reader: reader.name, messages: messages.length }, `a reader of messages ${what}`);
  } catch (error) {
    // Its words may hold what somebody wrote.
    log.warn(
      { reader: reader.name, error: error instanceof Error ? error.name : 'unknown' },
      'a reader of messages failed',
    );
  } finally {
    clearTimeout(timer);
  }
  return [];
}
