import type { Session } from '@rapport/sdk';
import { withheldReasons } from '../../domain/consent/decide';
import { toldReason } from '../../domain/control';
import type { MessageOutcome } from '../../domain/journey/state';
import type { MessageState } from '../../domain/ledger';

/** What became of messages, as their journeys are to hear it. */
export type Outcome = {
  readonly enrolmentId: number;
  readonly leafId: number;
  readonly step: string;
  readonly visit: number;
  readonly outcome: MessageOutcome;
  /** Since when it may have reached him; null: it did not. */
  readonly at: number | null;
  readonly reason: string | null;
};

export async function untoldLeaves(sql: Session, rowsMax: number): Promise<{ ids: number[]; leafIds: number[] }> {
  const rows = await sql.rows<{ id: number; leafId: number }>({
    name: 'outreach-untold',
    text: `select id, profile_id as "leafId" from message
      where enrolment_id is not null and ended_at is not null and told_at is null order by id limit $1`,
    values: [rowsMax],
  });
  return { ids: rows.map((row) => row.id), leafIds: [...new Set(rows.map((row) => row.leafId))] };
}

type Ended = {
  readonly state: MessageState;
  readonly reasons: readonly string[];
  /** Why it failed. */
  readonly code: string | null;
};

/** Marks them as told; who marks them tells them. In the order in which they ended. */
export async function takeOutcomes(sql: Session, ids: readonly number[], now: number): Promise<Outcome[]> {
  const rows = await sql.rows<Omit<Outcome, 'outcome' | 'reason'> & Ended>({
    name: 'outreach-take-outcomes',
    text: `with told as (
        update message set told_at = to_timestamp($2::float8 / 1000) where id = any($1::bigint[]) and told_at is null
        returning id, enrolment_id, profile_id, step, visit, state, reasons, code, ended_at, handing_at, handed_at)
      select enrolment_id as "enrolmentId", profile_id as "leafId", step, visit, state, reasons, code,
        coalesce(handing_at, handed_at) as at
      from told order by ended_at, id`,
    values: [ids, now],
  });
  return rows.flatMap(({ state, reasons, code, ...row }) => {
    const outcome = outcomeOf(state);
    const known = withheldReasons.filter((one) => reasons.includes(one));
    return outcome === null ? [] : [{ ...row, outcome, reason: toldReason(known) ?? code }];
  });
}

/** Null: it goes on. */
function outcomeOf(state: MessageState): MessageOutcome | null {
  switch (state) {
    case 'handed':
    case 'delivered':
    case 'bounced':
    case 'complained':
      return 'handed';
    case 'unknown':
    case 'withheld':
    case 'failed':
    case 'expired':
    case 'cancelled':
      return state;
    case 'planned':
    case 'deferred':
    case 'claimed':
      return null;
  }
}
