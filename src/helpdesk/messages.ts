import {
  type ConversationFact,
  type CustomerMessage,
  type HelpdeskReport,
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
 * Messages of customers get what plugins read in them (`found`). A reader that fails or dawdles is told of in the log; its messages
 * go on without.
 */
export async function readMessages(
  reports: readonly HelpdeskReport[],
  historical: boolean,
  options: MessageReaderOptions,
): Promise<readonly HelpdeskReport[]> {
  const told = reports.flatMap(({ facts }) => facts.flatMap((fact) => messageOf(fact, historical)));
  if (told.length === 0 || options.readers.length === 0) return reports;
  const messages = told.map(({ message }) => message);
  const added = await Promise.all(options.readers.map((reader) => additionsBy(reader, messages, options)));
  const found = new Map(told.map(({ fact }, index) => [fact, merged(added.map((one) => one[index] ?? {}))]));
  return reports.map((report) => ({ ...report, facts: report.facts.map((fact) => withFound(fact, found.get(fact))) }));
}

function withFound(fact: ConversationFact, found: JsonObject | undefined): ConversationFact {
  return fact.kind !== 'message' || found === undefined || Object.keys(found).length === 0 ? fact : { ...fact, found };
}

function merged(objects: readonly JsonObject[]): JsonObject {
  return objects.reduce<JsonObject>((all, one) => ({ ...all, ...one }), {});
}

type ToldMessage = { readonly fact: ConversationFact; readonly message: CustomerMessage };

function messageOf(fact: ConversationFact, historical: boolean): ToldMessage[] {
  if (fact.kind !== 'message' || fact.author !== 'customer' || fact.isPrivate || fact.text === null) return [];
  return [{ fact, message: { text: fact.text, locale: null, at: fact.at, historical } }];
}

async function additionsBy(
  reader: BoundReader,
  messages: readonly CustomerMessage[],
  { log }: MessageReaderOptions,
): Promise<readonly JsonObject[]> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limits.messageReaderMilliseconds);
    });
    const read = reader.read(messages);
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
