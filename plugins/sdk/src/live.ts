import type { ServerResponse } from 'node:http';

/** Tells open pages that customers changed: hints without data, by server-sent events. */
export interface LiveUpdates {
  /**
   * Answers with a stream of `event: changed`, `data: { profiles, more }`, until the client leaves, the house stops, or `authorise`
   * fails; it is asked again at every beat (15 s), so that a session that ended ends its stream.
   * @param profiles public ids that this client looks at
   * @throws RapportError shutting_down; overloaded: as many pages listen as may
   */
  stream(response: ServerResponse, profiles: ReadonlySet<string>, authorise: () => Promise<void>): void;
}
