import type { Session } from '@rapport/sdk';
import type { ApprovalDecision } from '../../domain/approval';

/** Somebody wanted a campaign to go. Times are epoch milliseconds. */
export type ApprovalRow = {
  readonly campaignId: number;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly writtenBy: string;
  /** Of a broadcast: when it is to start; null: as soon as it is approved. */
  readonly startsAt: number | null;
  /** Null: it waits. */
  readonly decision: ApprovalDecision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly note: string | null;
};

const columns = `campaign_id as "campaignId", asked_by as "askedBy", asked_at as "askedAt", written_by as "writtenBy",
  starts_at as "startsAt", decision, decided_by as "decidedBy", decided_at as "decidedAt", note`;

/** The latest of each campaign that has any. */
export async function latestApprovals(sql: Session, campaignIds: readonly number[]): Promise<ApprovalRow[]> {
  return sql.rows<ApprovalRow>({
    text: `select distinct on (campaign_id) ${columns} from campaign_approval
      where campaign_id = any($1::int[]) order by campaign_id, id desc`,
    values: [campaignIds],
  });
}

export async function insertApproval(
  sql: Session,
  asked: Pick<ApprovalRow, 'campaignId' | 'askedBy' | 'askedAt' | 'writtenBy' | 'startsAt'>,
): Promise<void> {
  await sql.run({
    text: `insert into campaign_approval (campaign_id, asked_by, asked_at, written_by, starts_at)
      values ($1, $2, to_timestamp($3::float8 / 1000), $4, to_timestamp($5::float8 / 1000))`,
    values: [asked.campaignId, asked.askedBy, asked.askedAt, asked.writtenBy, asked.startsAt],
  });
}

/** Of what waits; of nothing where nothing does. */
export async function decideApproval(
  sql: Session,
  campaignId: number,
  how: {
    readonly decision: ApprovalDecision;
    readonly actor: string;
    readonly at: number;
    readonly note: string | null;
  },
): Promise<void> {
  await sql.run({
    text: `update campaign_approval set decision = $2, decided_by = $3, decided_at = to_timestamp($4::float8 / 1000), note = $5
      where campaign_id = $1 and decision is null`,
    values: [campaignId, how.decision, how.actor, how.at, how.note],
  });
}
