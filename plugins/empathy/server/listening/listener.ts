import type { Core, CustomerMessage, JsonObject, SentimentModelSettings } from '@rapport/sdk';
import { intentsOf } from '../../domain/intents';
import { type Sentiment, sentimentOf } from '../../domain/sentiment';
import { askModel } from './model';

/** Answers of the model that are remembered: several webhooks tell of the same message. */
const rememberedMax = 1_000;

export type ListenerOptions = {
  readonly model: SentimentModelSettings | null;
} & Pick<Core, 'digest' | 'log'>;

/** How messages sound, and what they are about: by the lexicon, or by a model where one is configured. */
export class Listener {
  private readonly remembered = new Map<string, Sentiment>();

  constructor(private readonly options: ListenerOptions) {}

  /** In the order of the messages. Never fails: where the model does, the lexicon answers. */
  async sentiments(messages: readonly CustomerMessage[]): Promise<Sentiment[]> {
    const modelled = await this.byModel(messages);
    return messages.map(({ text, locale }, index) => modelled[index] ?? sentimentOf(text, locale ?? undefined));
  }

  /** The properties of the event: what comes out for feelings is a hint, and names its words. */
  async properties(messages: readonly CustomerMessage[]): Promise<JsonObject[]> {
    const sentiments = await this.sentiments(messages);
    return messages.map(({ text, locale }, index) => {
      const sentiment = sentiments[index];
      const intents = intentsOf(text, locale ?? undefined).map(({ key }) => key);
      return {
        ...(sentiment === undefined
          ? {}
          : { sentiment: sentiment.score, sentiment_words: sentiment.words.map(({ word }) => word) }),
        ...(intents.length === 0 ? {} : { intents }),
      };
    });
  }

  /** What a backfill reads is the lexicon's: nobody waits for a thousand answers about last year. */
  private async byModel(messages: readonly CustomerMessage[]): Promise<(Sentiment | null)[]> {
    const settings = this.options.model;
    if (settings === null) return [];
    const keys = messages.map(({ text, historical }) => (historical ? null : this.options.digest(text)));
    const unknown = messages.flatMap(({ text }, index) => {
      const key = keys[index];
      return key === null || key === undefined || this.remembered.has(key) ? [] : [{ key, text }];
    });
    try {
      const answers = await askModel(
        unknown.map(({ text }) => text),
        settings,
      );
      unknown.forEach(({ key }, index) => this.remember(key, answers[index] ?? null));
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.options.log.warn({ error: name }, 'the model of sentiment does not answer as it should: the lexicon does');
    }
    return keys.map((key) => (key === null ? null : (this.remembered.get(key) ?? null)));
  }

  private remember(key: string, sentiment: Sentiment | null): void {
    if (sentiment === null) return;
    this.remembered.set(key, sentiment);
    const oldest = this.remembered.keys().next();
    if (this.remembered.size > rememberedMax && oldest.done !== true) this.remembered.delete(oldest.value);
  }
}

const byCore = new WeakMap<Core, Listener>();

/** One for each process. */
export function listener(core: Core): Listener {
  const known =
    byCore.get(core) ?? new Listener({ model: core.settings.sentimentModel, digest: core.digest, log: core.log });
  byCore.set(core, known);
  return known;
}
