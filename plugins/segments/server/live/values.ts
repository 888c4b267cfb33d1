import { type Core, limits, RapportError, type Transaction } from '@rapport/sdk';
import { compileComputed } from '../compile/compile';
import { noteComputedFailure, writeValues } from '../stores/computed';
import { bumpGeneration } from '../stores/catalogue';
import type { Catalogue, FollowedComputed } from './catalogue';
import type { ValueAssignment } from './assign';
import { slices } from './slices';
import type { Templates } from './templates';

/**
 * Works computed traits out for some profiles of a lane, all in one scan. Where that fails each is tried alone; one that fails again
 * is worked out anew for everybody later, so that nobody who was passed over now is missed.
 */
export async function evaluateValues(
  core: Core,
  sql: Transaction,
  work: { readonly catalogue: Catalogue; readonly templates: Templates; readonly assignment: ValueAssignment },
): Promise<void> {
  const { catalogue, templates } = work;
  const { computed, rootIds } = work.assignment;
  if (computed.length === 0 || rootIds.length === 0) return;
  const write = (targets: readonly FollowedComputed[]) => async (): Promise<void> => {
    const definitions = targets.map((one) => one.definition);
    const key = `computed ${targets.map((one) => one.id).join(' ')}`;
    const template = templates.take(catalogue, key, (at) =>
      compileComputed(definitions, catalogue.surroundings(at.now, at.scope)),
    );
    for (const roots of slices(rootIds, limits.segmentEvaluationProfilesMax)) {
      const now = core.now();
      await writeValues(sql, template(now, roots), { targets, now });
    }
  };
  if ((await sql.attempt(write(computed), limits.segmentAloneMilliseconds)) === null) return;
  for (const one of computed) {
    const failure = await sql.attempt(write([one]), limits.segmentAloneMilliseconds);
    if (failure === null) continue;
    core.log.warn({ err: failure, computedTrait: one.key }, 'a computed trait failed; it is worked out anew later');
    await noteComputedFailure(sql, [one.id], {
      code: failure instanceof RapportError ? failure.code : 'internal_error',
      at: core.now(),
      millisecondsMax: limits.segmentRetryMillisecondsMax,
    });
    await bumpGeneration(sql);
  }
}
