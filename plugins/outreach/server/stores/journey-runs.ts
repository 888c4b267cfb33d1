import type { Session } from '@rapport/sdk';

/** All runs of one person in one journey, oldest first. */
export type PersonRun = {
  readonly key: string;
  readonly enteredAt: number;
  /** When what let him in happened. */
  readonly beganAt: number;
  readonly endedAt: number | null;
  readonly endReason: string | null;
};

export async function runsOfPerson(
  sql: Session,
  of: { readonly campaignId: number; readonly leafIds: readonly number[]; readonly rowsMax: number },
): Promise<PersonRun[]> {
  const rows = await sql.rows<PersonRun>({
    text: `select entry_key as key, entered_at as "enteredAt", (state ->> 'beganAt')::float8 as "beganAt", ended_at as "endedAt",
        end_reason as "endReason"
      from enrolment where campaign_id = $1 and profile_id = any($2::bigint[]) order by id desc limit $3`,
    values: [of.campaignId, of.leafIds, of.rowsMax],
  });
  return rows.reverse();
}
