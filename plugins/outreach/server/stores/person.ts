import type { Session } from '@rapport/sdk';
import { deleteRuns } from './ended-runs';

/**
 * Everything of these leaves goes but what somebody said of an address: that stays under the address's hash, without a person and
 * without evidence, so that who said no is not written to when he comes back.
 * @returns rows removed, by table
 */
export async function deletePerson(sql: Session, leafIds: readonly number[]): Promise<Record<string, number>> {
  const values = [leafIds];
  const run = (text: string): Promise<number> => sql.run({ text, values });
  return {
    message_report: await run(
      `delete from message_report where message_id in (select id from message where profile_id = any($1::bigint[]))`,
    ),
    message: await run('delete from message where profile_id = any($1::bigint[])'),
    message_gate: await run('delete from message_gate where profile_id = any($1::bigint[])'),
    enrolment_effect: await run('delete from enrolment_effect where profile_id = any($1::bigint[])'),
    enrolment: await deleteRuns(sql, leafIds),
    experiment_arm: await run('delete from experiment_arm where profile_id = any($1::bigint[])'),
    journey_start: await run('delete from journey_start where profile_id = any($1::bigint[])'),
    journey_event: await run('delete from journey_event where profile_id = any($1::bigint[])'),
    consent_entry: await run(
      `update consent_entry set profile_id = null, evidence = '{}' where profile_id = any($1::bigint[])`,
    ),
    suppression: await run(
      `update suppression set profile_id = null, evidence = '{}' where profile_id = any($1::bigint[])`,
    ),
  };
}
