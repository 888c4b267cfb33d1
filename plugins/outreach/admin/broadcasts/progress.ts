import { isJsonObject, numberIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

/** Of a broadcast: how many messages it has, and where they stand. */
export type Progress = {
  readonly total: number;
  /** Out, whatever became of them then. */
  readonly sent: number;
  /** They may have arrived, or have not. */
  readonly failed: number;
  readonly withheld: number;
  readonly waiting: number;
};

/** @param figures as Broadcast.figures of the API */
export function progressOf(figures: Json): Progress {
  const states = objectIn(figures, 'states');
  const sum = (...names: readonly string[]): number => names.reduce((all, name) => all + numberIn(states, name), 0);
  return {
    total: isJsonObject(figures) ? numberIn(figures, 'total') : 0,
    sent: sum('handed', 'delivered', 'bounced', 'complained'),
    failed: sum('failed', 'unknown'),
    withheld: sum('withheld', 'cancelled', 'expired'),
    waiting: sum('planned', 'deferred', 'claimed'),
  };
}

/** Counts by name, the largest first; none that is 0. */
export function countsIn(json: Json | undefined): readonly { readonly name: string; readonly count: number }[] {
  if (!isJsonObject(json)) return [];
  return Object.entries(json)
    .flatMap(([name, count]) => (typeof count === 'number' && count > 0 ? [{ name, count }] : []))
    .sort((a, b) => b.count - a.count);
}

export function objectIn(json: Json, key: string): JsonObject {
  const value = isJsonObject(json) ? json[key] : undefined;
  return isJsonObject(value) ? value : {};
}
