import type { Principal } from './auth';
import type { Core } from './core';

/** The third argument of every resolver. One for each request. */
export interface GraphqlContext {
  readonly core: Core;
  readonly principal: Principal;
  can(scope: string): boolean;
  /** @throws RapportError forbidden, naming the scope */
  require(scope: string): void;
  /**
   * Answers single keys of one request with few calls of `batch` (a DataLoader): what is asked for in the same turn goes
   * together, and once. `name` is unique in the house, e.g. `loyalty.points`. `batch` answers in the order of the keys.
   * @example resolve: (profile: ProfileRecord, _, context) => context.load('loyalty.points', pointsOf)(profile.rootId)
   */
  load<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>): (key: K) => Promise<V>;
}
