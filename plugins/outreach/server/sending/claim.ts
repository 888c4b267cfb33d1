import { type Core, type DefinitionFault, limits, type ProfileRecord, type Transaction } from '@rapport/sdk';
import { parseBroadcast } from '../../domain/broadcast';
import { type ExitRule, exitRuleOfBroadcast, exitRuleOfJourney } from '../../domain/exit-rule';
import { parseJourney } from '../../domain/journey/journey';
import type { Address } from '../../domain/address-of';
import { prioritiesOf, type Urgency } from '../../domain/ledger';
import type { OpenConnection } from '../channels/sessions';
import { type CampaignRow, campaignsByIds, type VersionRow, versionsOf } from '../stores/campaigns';
import { noteReleases } from '../stores/facts';
import { type Decided, type LedgerRow, takeDue, writeDecisions } from '../stores/ledger';
import { readSetting } from '../stores/settings';
import { parsePolicy } from '../policy';
import { type Candidate, judge, type Judged } from './judge';

/** A message that is this worker's, and may go. */
export type Claimed = {
  readonly row: LedgerRow;
  readonly profile: ProfileRecord;
  readonly address: Address;
  readonly isMarketing: boolean;
  /** Key. */
  readonly campaign: string | null;
};

type Due = Candidate & { readonly row: LedgerRow; readonly campaign: CampaignRow | null };

/**
 * Takes messages of one connection that are due, decides about each, and keeps those that may go, with a lease.
 * @returns `taken`: how many were looked at; none: nothing is due
 */
export async function claim(
  core: Core,
  { row: connection, channel }: OpenConnection,
  { urgency, token, count }: { readonly urgency: Urgency; readonly token: string; readonly count: number },
): Promise<{ readonly claimed: readonly Claimed[]; readonly taken: number }> {
  const { database, now: clock } = core;
  return database.transaction(async (sql) => {
    const now = clock();
    const setting = await readSetting(sql);
    if (setting.stoppedAt !== null) return { claimed: [], taken: 0 };
    // One claims at a time, so that of two people at one address the second is seen to be that: of one campaign all are of one urgency.
    await sql.lock(`outreach claims ${connection.id} ${urgency}`);
    const rows = await takeDue(sql, { connectionId: connection.id, priorities: prioritiesOf[urgency], now, count });
    const rules = await rulesOf(sql, rows);
    const due = rows.map((row) => dueOf(row, rules));
    const going = due.filter(({ campaign }) => campaign === null || !isStopped(campaign));
    const judged = await judge(
      core,
      sql,
      going,
      {
        ...{ medium: channel.medium, addressKinds: channel.addressKinds, policy: parsePolicy(setting.policy), now },
        sandbox: setting.sandbox ? new Set(setting.sandboxAddresses) : null,
      },
      { locking: true },
    );
    const stopped = due.filter((one) => !going.includes(one)).map(stoppedAs);
    const lease = { token, now, until: now + limits.outreachLeaseSeconds * 1_000 };
    await writeDecisions(sql, [...stopped, ...judged.map(decided)], lease);
    const withheld = judged.filter(({ decision }) => 'withheld' in decision);
    await sql.touch(
      'message',
      withheld.map(({ candidate }) => candidate.leafId),
    );
    const claimed = judged.flatMap((one) => claimedOf(one) ?? []);
    const released = claimed.filter(({ row }) => row.heldReasons.length > 0).map(({ profile }) => profile.rootId);
    await noteReleases(sql, released, now);
    return { claimed, taken: rows.length };
  });
}

type Rules = {
  readonly campaigns: ReadonlyMap<number, CampaignRow>;
  readonly exits: ReadonlyMap<string, { readonly exit: ExitRule; readonly controlPercent: number }>;
};

async function rulesOf(sql: Transaction, rows: readonly LedgerRow[]): Promise<Rules> {
  const ids = [...new Set(rows.flatMap((one) => one.campaignId ?? []))];
  if (ids.length === 0) return { campaigns: new Map(), exits: new Map() };
  const campaigns = new Map((await campaignsByIds(sql, ids)).map((one) => [one.id, one]));
  const pairs = new Map<string, { campaignId: number; version: number }>();
  for (const row of rows) {
    const campaign = row.campaignId === null ? undefined : campaigns.get(row.campaignId);
    if (campaign === undefined) continue;
    const version = row.journeyVersion ?? campaign.version;
    pairs.set(`${campaign.id} ${version}`, { campaignId: campaign.id, version });
  }
  const versions = await versionsOf(sql, [...pairs.values()]);
  return {
    campaigns,
    exits: new Map(
      versions.map((one) => [`${one.campaignId} ${one.version}`, ruleOf(one, campaigns.get(one.campaignId))]),
    ),
  };
}

function ruleOf({ definition }: VersionRow, campaign: CampaignRow | undefined) {
  if (campaign?.kind === 'broadcast') {
    const { broadcast } = checked(parseBroadcast(definition));
    return { exit: exitRuleOfBroadcast(broadcast), controlPercent: broadcast.controlPercent };
  }
  const { journey } = checked(parseJourney(campaign?.key ?? '', definition));
  return { exit: exitRuleOfJourney(journey), controlPercent: journey.definition.controlPercent };
}

/** A version was checked before it became one. */
function checked<T extends object>(parsed: T | { readonly faults: readonly DefinitionFault[] }): T {
  if ('faults' in parsed) throw new Error('a version of a campaign is not valid');
  return parsed;
}

function dueOf(row: LedgerRow, { campaigns, exits }: Rules): Due {
  const campaign = row.campaignId === null ? null : (campaigns.get(row.campaignId) ?? null);
  const rule = campaign === null ? undefined : exits.get(`${campaign.id} ${row.journeyVersion ?? campaign.version}`);
  return {
    ...{ row, campaign, leafId: row.leafId, campaignId: row.campaignId, step: row.step, topic: row.topic },
    ...{ expiresAt: row.expiresAt, heldReasons: row.heldReasons, heldUntil: row.heldUntil },
    onlyAddress: row.onlyAddress,
    exit: rule?.exit ?? null,
    control: campaign === null || rule === undefined ? null : { seed: campaign.key, percent: rule.controlPercent },
  };
}

const isStopped = ({ state }: CampaignRow): boolean => state === 'paused' || state === 'cancelled';

/** Of a paused campaign it is put aside where it is met, so that pausing costs nothing however many wait. */
function stoppedAs({ row, campaign }: Due): Decided {
  const isCancelled = campaign?.state === 'cancelled';
  return {
    ...{ id: row.id, state: isCancelled ? 'cancelled' : 'planned', dueAt: isCancelled ? null : Infinity },
    ...{ reasons: [], heldReasons: row.heldReasons, heldUntil: row.heldUntil, addressHash: null },
  };
}

function decided({ candidate: { row }, decision, hash, held }: Judged<Due>): Decided {
  const plain = { id: row.id, dueAt: null, reasons: [], heldReasons: row.heldReasons, heldUntil: row.heldUntil };
  if ('send' in decision) return { ...plain, state: 'claimed', addressHash: hash };
  if ('withheld' in decision) return { ...plain, state: 'withheld', reasons: decision.withheld, addressHash: null };
  const { reasons, deferredUntil } = decision;
  return {
    ...{ id: row.id, state: 'deferred', dueAt: deferredUntil, reasons, addressHash: null },
    ...{ heldReasons: held?.reasons ?? [], heldUntil: held?.until ?? null },
  };
}

function claimedOf({ candidate, decision, profile, address, isMarketing }: Judged<Due>): Claimed | null {
  if (!('send' in decision) || profile === null || address === null) return null;
  return { row: candidate.row, profile, address, isMarketing, campaign: candidate.campaign?.key ?? null };
}
