import { type Core, keyText, RapportError, type Transaction } from '@rapport/sdk';
import { z } from 'zod';
import { addressStart } from '../../domain/consent/address';
import { addressSalt } from '../stores/addresses';
import { leavesWithUnconfirmed } from '../stores/consent';
import { changeTopic, insertTopic, orderTopics, type TopicChange, topicsByKeys, type TopicRow } from '../stores/topics';
import { installConfirmation } from './confirmations';
import { addressKindsOf, mediaOf } from './media';

const nameCharsMax = 120;
const descriptionCharsMax = 1_000;
const languagesMax = 60;
const orderedMax = 1_000;
/** Told to who follows profiles in one statement. */
const touchedMax = 5_000;
/** Each address is hashed to find out whose consent counts now, or no longer. */
const concernedMillisecondsMax = 60_000;

const texts = (charsMax: number) =>
  z
    .record(z.string().min(2).max(35), z.string().trim().min(1).max(charsMax))
    .refine((all) => Object.keys(all).length <= languagesMax, 'Too many languages.');
const names = texts(nameCharsMax).refine((all) => 'en' in all, 'It has no name in English (`en`).');

export type NewTopic = Pick<TopicRow, 'key' | 'kind' | 'basis' | 'tracking' | 'position'> & {
  readonly name: unknown;
  readonly description: unknown;
};
export type TopicInput = Pick<TopicChange, 'basis' | 'tracking' | 'position' | 'isArchived'> & {
  readonly name?: unknown;
  readonly description?: unknown;
};

/** What people may be written to about. A topic is never removed: what was said of it stays. */
export class Topics {
  constructor(private readonly core: Pick<Core, 'channels' | 'database' | 'digest' | 'now' | 'wake'>) {}

  /** @throws topic_invalid, topic_key_taken */
  async create({ key, name, description, ...topic }: NewTopic, actor: string): Promise<string> {
    if (!keyText.safeParse(key).success) throw new RapportError('topic_invalid', 'A key has a-z, 0-9, _ and -.');
    const row = {
      key,
      ...topic,
      name: parsed(names, name),
      description: parsed(texts(descriptionCharsMax), description),
    };
    await this.written(async (sql) => {
      if (!(await insertTopic(sql, row, { actor, at: this.core.now() }))) throw new RapportError('topic_key_taken');
      if (topic.basis === 'double_opt_in') await this.countsOtherwise(sql, key, topic.basis);
    });
    return key;
  }

  /** @throws topic_invalid, topic_not_found */
  async change(key: string, { name, description, ...change }: TopicInput, actor: string): Promise<string> {
    const given: TopicChange = {
      ...change,
      ...(name === undefined ? {} : { name: parsed(names, name) }),
      ...(description === undefined ? {} : { description: parsed(texts(descriptionCharsMax), description) }),
    };
    await this.written(async (sql) => {
      const [before] = await topicsByKeys(sql, [key]);
      const found = await changeTopic(sql, key, given, { actor, at: this.core.now() });
      if (before === undefined || !found) throw new RapportError('topic_not_found');
      const { basis = before.basis } = change;
      const isOfDouble = (one: TopicRow['basis']): boolean => one === 'double_opt_in';
      if (isOfDouble(basis) !== isOfDouble(before.basis)) await this.countsOtherwise(sql, key, basis);
    });
    return key;
  }

  private async written(work: (sql: Transaction) => Promise<void>): Promise<void> {
    await this.core.database.transaction(work, { statementMilliseconds: concernedMillisecondsMax });
    this.core.wake();
  }

  /** Grants that nobody confirmed count now, or no longer: segments follow. */
  private async countsOtherwise(sql: Transaction, topic: string, basis: TopicRow['basis']): Promise<void> {
    const { channels } = this.core;
    if (basis === 'double_opt_in') await installConfirmation(this.core, sql);
    for (const medium of mediaOf(channels)) {
      const start = addressStart(addressSalt(this.core), medium);
      const leaves = await leavesWithUnconfirmed(sql, {
        topic,
        medium,
        kinds: addressKindsOf(channels, medium),
        start,
      });
      for (let from = 0; from < leaves.length; from += touchedMax)
        await sql.touch('consent', leaves.slice(from, from + touchedMax));
    }
  }

  /** @param keys those that come first, in their order; unknown ones are left out @throws topic_invalid */
  async order(keys: readonly string[], actor: string): Promise<void> {
    if (keys.length > orderedMax || new Set(keys).size !== keys.length)
      throw new RapportError('topic_invalid', `Each key once, ${orderedMax} at the most.`);
    await orderTopics(this.core.database, keys, { actor, at: this.core.now() });
  }
}

/** @throws topic_invalid */
function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RapportError('topic_invalid', result.error.issues[0]?.message);
}
