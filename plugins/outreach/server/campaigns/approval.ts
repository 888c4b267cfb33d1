import { RapportError, type Transaction } from '@rapport/sdk';
import { approvalNoteCharsMax, mayDecide } from '../../domain/approval';
import { type ApprovalRow, decideApproval, insertApproval, latestApprovals } from '../stores/approvals';
import { readSetting } from '../stores/settings';

type By = { readonly actor: string; readonly at: number };
/** A campaign whose row is locked. */
type Campaign = { readonly id: number; readonly updatedBy: string };

/**
 * Asked in the transaction in which it would go: a broadcast that starts, a journey whose version is published.
 * @param startsAt of a broadcast: when; null: at once
 * @returns whether it may go now; else it waits from now on
 */
export async function mayGo(sql: Transaction, campaign: Campaign, startsAt: number | null, by: By): Promise<boolean> {
  await withdraw(sql, campaign.id, by);
  if (!(await readSetting(sql)).needsApproval) return true;
  const { id: campaignId, updatedBy: writtenBy } = campaign;
  await insertApproval(sql, { campaignId, writtenBy, askedBy: by.actor, askedAt: by.at, startsAt });
  return false;
}

/** It is not as it was when that was asked. */
export async function withdraw(sql: Transaction, campaignId: number, by: By): Promise<void> {
  await decideApproval(sql, campaignId, { decision: 'withdrawn', note: null, ...by });
}

/**
 * A second person says yes or no.
 * @returns what was asked for
 * @throws RapportError campaign_approval_none, campaign_approval_own, campaign_invalid
 */
export async function decide(
  sql: Transaction,
  campaignId: number,
  said: { readonly decision: 'approved' | 'declined'; readonly note: string | null },
  by: By,
): Promise<ApprovalRow> {
  const note = said.note?.trim() ?? '';
  if (note.length > approvalNoteCharsMax)
    throw new RapportError('campaign_invalid', `A note has ${approvalNoteCharsMax} characters at most.`);
  const [asked] = await latestApprovals(sql, [campaignId]);
  if (asked === undefined || asked.decision !== null) throw new RapportError('campaign_approval_none');
  if (!mayDecide(asked, by.actor)) throw new RapportError('campaign_approval_own');
  await decideApproval(sql, campaignId, { decision: said.decision, note: note === '' ? null : note, ...by });
  return asked;
}
