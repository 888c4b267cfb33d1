import { type Core, limits, type Transaction } from '@rapport/sdk';
import { lanesWithDues, takeDues } from '../stores/dues';
import { dueFlips, lanesWithFlips } from '../stores/memberships';
import type { Catalogue, Followed } from './catalogue';
import { dueValues, lanesWithDueValues } from '../stores/computed';
import type { Assignment, ValueAssignment } from './assign';
import type { Evaluator } from './evaluate';

/** What is due without anything having happened: memberships that time changes, and evaluations that had to wait. */
export class Timers {
  constructor(
    private readonly core: Core,
    private readonly evaluator: Evaluator,
  ) {}

  async dueLanes(): Promise<number[]> {
    const now = this.core.now();
    const { database } = this.core;
    return [
      ...(await lanesWithFlips(database, now)),
      ...(await lanesWithDues(database, now)),
      ...(await lanesWithDueValues(database, now)),
    ];
  }

  async fire(lanes: readonly number[]): Promise<void> {
    await this.evaluator.evaluate(lanes, async (catalogue, sql) => {
      const segments: Assignment[] = [];
      const values: ValueAssignment[] = [];
      for (const lane of lanes) {
        segments.push(...(await this.flips(catalogue, sql, lane)), ...(await this.dues(catalogue, sql, lane)));
        values.push(...(await this.values(catalogue, sql, lane)));
      }
      return { segments, values };
    });
  }

  /** By computed trait. */
  private async values(catalogue: Catalogue, sql: Transaction, lane: number): Promise<ValueAssignment[]> {
    const due = await dueValues(sql, { lane, now: this.core.now(), rowsMax: limits.segmentFlipsMax });
    return catalogue.computed.map((one) => ({
      computed: [one],
      rootIds: due.flatMap(({ computedId, profileId }) => (computedId === one.id ? [profileId] : [])),
    }));
  }

  /** Profiles for which the same segments are due are looked at together. */
  private async flips(catalogue: Catalogue, sql: Transaction, lane: number): Promise<Assignment[]> {
    const counting = catalogue.followed.filter((one) => one.buildId === null);
    const due = await dueFlips(sql, {
      lane,
      now: this.core.now(),
      segmentIds: counting.map((one) => one.segmentId),
      rowsMax: limits.segmentFlipsMax,
    });
    const segmentsOf = new Map<number, number[]>();
    for (const { profileId, segmentId } of due)
      segmentsOf.set(profileId, [...(segmentsOf.get(profileId) ?? []), segmentId]);
    const groups = new Map<string, { segmentIds: number[]; rootIds: number[] }>();
    for (const [rootId, segmentIds] of segmentsOf) {
      const key = segmentIds.sort((a, b) => a - b).join(' ');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { segmentIds, rootIds: [rootId] });
      else group.rootIds.push(rootId);
    }
    return [...groups.values()].map(({ segmentIds, rootIds }) => ({
      followed: counting.filter((one) => segmentIds.includes(one.segmentId)),
      reasons: rootIds.map((rootId) => ({ rootId, cause: 'time' as const, evidence: {} })),
    }));
  }

  /** By segment; a build beside it looks at the same profiles. */
  private async dues(catalogue: Catalogue, sql: Transaction, lane: number): Promise<Assignment[]> {
    const due = await takeDues(sql, { lane, now: this.core.now(), rowsMax: limits.segmentDuesMax });
    return due.map(({ segmentId, profileIds, cause, evidence }) => ({
      followed: catalogue.followed.filter((one: Followed) => one.segmentId === segmentId),
      reasons: profileIds.map((rootId) => ({ rootId, cause, evidence })),
    }));
  }
}
