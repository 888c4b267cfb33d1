import type { Principal } from './auth';
import type { Core } from './core';
import type { EventType } from './events';
import type { Json, JsonObject } from './json';

/** The third argument of every resolver. One for each request. */
export interface GraphqlContext {
  readonly core: Core;
  readonly principal: Principal;
  can(scope: string): boolean;
  /** @throws RapportError forbidden, naming the scope */
  require(scope: string): void;
  /** What this reader sees of personal values: without `pii.read` they read `[masked]`. */
  readonly masking: {
    trait(key: string, value: Json): Json;
    /** Properties of an event of this type: personal ones, and the free text of messages. */
    properties(type: EventType, properties: JsonObject): JsonObject;
    /** Anything else: members with personal names, e-mail addresses in texts. */
    evidence(value: Json): Json;
  };
  /** For the audit log: this profile was looked at, or (without an id) a list of profiles. */
  noteRead(profileId?: string): void;
  /** Traits, `email` and `phone` by which this reader may search. @throws RapportError forbidden */
  searchedKeys(): readonly string[];
  /**
   * Answers single keys of one request with few calls of `batch` (a DataLoader): what is asked for in the same turn goes
   * together, and once. `name` is unique in the house, e.g. `loyalty.points`. `batch` answers in the order of the keys.
   * @example resolve: (profile: ProfileRecord, _, context) => context.load('loyalty.points', pointsOf)(profile.rootId)
   */
  load<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>): (key: K) => Promise<V>;
}
