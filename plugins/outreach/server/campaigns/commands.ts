import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type Core,
  type DefinitionFault,
  type Interval,
  type Json,
  limits,
  RapportError,
  sampleInterval,
  type Transaction,
} from '@rapport/sdk';
import { type Broadcast, parseBroadcast, templatesOf } from '../../domain/broadcast';
import type { WithheldReason } from '../../domain/consent/decide';
import { exitRuleOfBroadcast } from '../../domain/exit-rule';
import { lengthOf } from '../../domain/journey/length';
import { parsePolicy } from '../policy';
import { judge } from '../sending/judge';
import {
  type CampaignRow,
  type CampaignState,
  campaignsByPublicIds,
  deleteDraft,
  insertCampaign,
  insertVersion,
  lockCampaign,
  updateCampaign,
} from '../stores/campaigns';
import { listConnections } from '../stores/connections';
import { publishedKeys } from '../stores/templates';
import { topicsByKeys } from '../stores/topics';
import { cancelCampaignMessages, unparkMessages } from '../stores/ledger';
import { readSetting } from '../stores/settings';
import { decide, mayGo, withdraw } from './approval';
import { segmentsOf } from './planner';

const keyShape = /^[a-z][a-z0-9_-]{0,63}$/;
const nameCharsMax = 200;

/** Who would get it now, and who would not, and why. */
export type Foreseen = {
  /** How many are in it. */
  readonly audience: number;
  /** Of these the rest is said: of all of them, or of some drawn at random. */
  readonly looked: number;
  readonly isSample: boolean;
  readonly sent: number;
  /** Of the audience: with 95 % certainty so many get it; of all the same number. */
  readonly sentBetween: Interval;
  readonly deferred: Readonly<Partial<Record<WithheldReason, number>>>;
  readonly withheld: Readonly<Partial<Record<WithheldReason, number>>>;
};

/** What people do to broadcasts. Every method names its actor, and answers with the campaign as it is then. */
export class BroadcastCommands {
  constructor(private readonly core: Core) {}

  /** @throws RapportError campaign_invalid, campaign_key_taken */
  async create(
    draft: { readonly key: string; readonly name: string; readonly definition: Json },
    actor: string,
  ): Promise<CampaignRow> {
    const { key, name, definition } = draft;
    if (!keyShape.test(key))
      throw new RapportError('campaign_invalid', 'A key is lower case letters, digits, - and _, 64 at the most.');
    checkName(name);
    const publicId = randomUUID();
    const campaign = { publicId, key, name, kind: 'broadcast' as const, draft: definition };
    if (!(await insertCampaign(this.core.database, campaign, this.by(actor))))
      throw new RapportError('campaign_key_taken');
    return this.found(publicId);
  }

  /** While nothing of it has been sent; an approval that was asked for is so no more. @throws RapportError campaign_not_found, campaign_invalid, campaign_state */
  async change(
    publicId: string,
    change: { readonly name?: string; readonly definition?: Json },
    actor: string,
  ): Promise<CampaignRow> {
    if (change.name !== undefined) checkName(change.name);
    const { name, definition } = change;
    const by = this.by(actor);
    await this.core.database.transaction(async (sql) => {
      const campaign = await this.locked(sql, publicId);
      const isSame =
        (name ?? campaign.name) === campaign.name &&
        (definition === undefined || isDeepStrictEqual(definition, campaign.draft));
      if (isSame && campaign.state === 'draft') return;
      const changed = {
        ...(name === undefined ? {} : { name }),
        ...(definition === undefined ? {} : { draft: definition }),
      };
      if (!(await updateCampaign(sql, publicId, changed, ['draft'], by))) throw new RapportError('campaign_state');
      await withdraw(sql, campaign.id, by);
    });
    return this.found(publicId);
  }

  /** Everything that stands against sending it. */
  async faults(definition: Json): Promise<readonly DefinitionFault[]> {
    const parsed = parseBroadcast(definition);
    return 'faults' in parsed ? parsed.faults : [];
  }

  /**
   * Now, or at a time; where a second person has to approve it, it is a draft that waits for that.
   * @throws RapportError campaign_not_found, campaign_invalid (naming what is wrong), campaign_state
   */
  async start(publicId: string, at: number | null, actor: string): Promise<CampaignRow> {
    return this.whileChecked(publicId, async (sql, campaign) => {
      if (await mayGo(sql, campaign, at, this.by(actor))) await this.go(sql, campaign, at, actor);
    });
  }

  /**
   * By somebody else than who asked for it or wrote it: it starts now, or at the time that was asked for.
   * @throws RapportError campaign_not_found, campaign_invalid, campaign_state, campaign_approval_none, campaign_approval_own
   */
  async approve(publicId: string, note: string | null, actor: string): Promise<CampaignRow> {
    return this.whileChecked(publicId, async (sql, campaign) => {
      const { startsAt } = await decide(sql, campaign.id, { decision: 'approved', note }, this.by(actor));
      await this.go(sql, campaign, startsAt, actor);
    });
  }

  /** @throws RapportError campaign_not_found, campaign_approval_none, campaign_approval_own */
  async decline(publicId: string, note: string | null, actor: string): Promise<CampaignRow> {
    await this.core.database.transaction(async (sql) => {
      const { id } = await this.locked(sql, publicId);
      await decide(sql, id, { decision: 'declined', note }, this.by(actor));
    });
    return this.found(publicId);
  }

  /** Nothing more of it leaves. @throws RapportError campaign_not_found, campaign_state */
  async pause(publicId: string, actor: string): Promise<CampaignRow> {
    await this.move(publicId, { state: 'paused' }, ['running', 'scheduled'], actor);
    return this.found(publicId);
  }

  /** @throws RapportError campaign_not_found, campaign_state */
  async resume(publicId: string, actor: string): Promise<CampaignRow> {
    const campaign = await this.found(publicId);
    const now = this.core.now();
    await this.core.database.transaction(async (sql) => {
      const state = (campaign.startsAt ?? now) > now ? 'scheduled' : 'running';
      if (!(await updateCampaign(sql, publicId, { state }, ['paused'], this.by(actor))))
        throw new RapportError('campaign_state');
      await unparkMessages(sql, campaign.id, now);
    });
    this.core.wake();
    return this.found(publicId);
  }

  /** For good; what is out is out. @throws RapportError campaign_not_found, campaign_state */
  async cancel(publicId: string, actor: string): Promise<CampaignRow> {
    const campaign = await this.found(publicId);
    await this.core.database.transaction(async (sql) => {
      const open: readonly CampaignState[] = ['scheduled', 'running', 'paused'];
      if (!(await updateCampaign(sql, publicId, { state: 'cancelled' }, open, this.by(actor))))
        throw new RapportError('campaign_state');
      await cancelCampaignMessages(sql, campaign.id, this.core.now());
    });
    return this.found(publicId);
  }

  /** A draft of which nothing was ever sent. @throws RapportError campaign_not_found, campaign_state */
  async remove(publicId: string): Promise<void> {
    await this.found(publicId);
    if (!(await deleteDraft(this.core.database, publicId))) throw new RapportError('campaign_state');
  }

  /** @throws RapportError campaign_invalid */
  async foresee(definition: Json, key: string): Promise<Foreseen> {
    const { core } = this;
    const broadcast = parsedOf(definition);
    const channel = core.channels.find(({ medium }) => medium === broadcast.channel);
    const { audience: to } = broadcast;
    const drawn = await core.segments?.draw('segment' in to ? to.segment : null, limits.outreachForeseenMax);
    const { size: audience, roots: looked } = drawn ?? { size: 0, roots: [] };
    return core.database.transaction(
      async (sql) => {
        const now = core.now();
        const setting = await readSetting(sql);
        const judged = await judge(
          core,
          sql,
          looked.map((leafId) => ({
            ...{ leafId, campaignId: null, step: '', topic: broadcast.topic, heldReasons: [], heldUntil: null },
            ...{ expiresAt: now + lengthOf(broadcast.expires), exit: exitRuleOfBroadcast(broadcast) },
            control: { seed: key, percent: broadcast.controlPercent },
            onlyAddress: null,
          })),
          {
            ...{ medium: broadcast.channel, addressKinds: channel?.addressKinds ?? [], now },
            policy: parsePolicy(setting.policy),
            sandbox: setting.sandbox ? new Set(setting.sandboxAddresses) : null,
          },
          { locking: false },
        );
        const deferred = new Tally();
        const withheld = new Tally();
        let sent = 0;
        for (const { decision } of judged) {
          if ('send' in decision) sent += 1;
          else if ('withheld' in decision) withheld.add(decision.withheld[0]);
          else if (decision.reasons[0] !== undefined) deferred.add(decision.reasons[0]);
        }
        const share = sampleInterval(sent, looked.length, audience);
        const of = (part: number): number => Math.round(part * audience);
        return {
          ...{ audience, looked: looked.length, isSample: audience > looked.length, sent },
          sentBetween: { low: of(share.low), high: of(share.high) },
          ...{ deferred: deferred.counts, withheld: withheld.counts },
        };
      },
      { statementMilliseconds: limits.segmentPreviewMilliseconds },
    );
  }

  /** Does something with a draft that can be sent, under its lock. */
  private async whileChecked(
    publicId: string,
    work: (sql: Transaction, campaign: CampaignRow) => Promise<void>,
  ): Promise<CampaignRow> {
    const { draft } = await this.found(publicId);
    await this.check(parsedOf(draft));
    await this.core.database.transaction(async (sql) => {
      const campaign = await this.locked(sql, publicId);
      // Somebody changed it since it was looked at.
      if (!isDeepStrictEqual(campaign.draft, draft)) throw new RapportError('campaign_state');
      await work(sql, campaign);
    });
    this.core.wake();
    return this.found(publicId);
  }

  private async go(sql: Transaction, { id, publicId }: CampaignRow, at: number | null, actor: string): Promise<void> {
    const now = this.core.now();
    const state = at !== null && at > now ? 'scheduled' : 'running';
    const change = { state, startsAt: Math.max(at ?? now, now) } as const;
    if (!(await updateCampaign(sql, publicId, change, ['draft'], this.by(actor))))
      throw new RapportError('campaign_state');
    await insertVersion(sql, id, this.by(actor));
  }

  /** What it names has to be there. */
  private async check(broadcast: Broadcast): Promise<void> {
    const { core } = this;
    const { channel, topic, connection, audience } = broadcast;
    const invalid = (text: string): RapportError => new RapportError('campaign_invalid', text);
    const connections = (await listConnections(core.database)).filter((one) => one.medium === channel && one.enabled);
    if (connections.length === 0) throw invalid(`$.channel: nothing is connected that carries ${channel}.`);
    if (connection !== undefined && !connections.some((one) => one.key === connection))
      throw invalid(`$.connection: there is no connection ${connection}.`);
    if ((await topicsByKeys(core.database, [topic])).length === 0)
      throw invalid(`$.topic: there is no topic ${topic}.`);
    const segments = segmentsOf(broadcast);
    const known = (await core.segments?.known(segments)) ?? new Set<string>();
    const missing = segments.find((key) => !known.has(key));
    if (missing !== undefined) {
      const path = 'segment' in audience && audience.segment === missing ? '$.audience.segment' : '$.except';
      throw invalid(`${path}: there is no segment ${missing}.`);
    }
    await this.checkTemplates(templatesOf(broadcast), channel);
  }

  private async checkTemplates(keys: readonly string[], medium: string): Promise<void> {
    const published = await publishedKeys(this.core.database, keys, medium);
    const missing = keys.find((key) => !published.has(key));
    if (missing !== undefined)
      throw new RapportError(
        'campaign_invalid',
        `$.template: there is no published template ${missing} for ${medium}.`,
      );
  }

  private async move(
    publicId: string,
    change: Parameters<typeof updateCampaign>[2],
    states: readonly CampaignState[],
    actor: string,
  ): Promise<void> {
    await this.found(publicId);
    if (!(await updateCampaign(this.core.database, publicId, change, states, this.by(actor))))
      throw new RapportError('campaign_state');
  }

  private async found(publicId: string): Promise<CampaignRow> {
    const [campaign] = await campaignsByPublicIds(this.core.database, [publicId]);
    if (campaign?.kind !== 'broadcast') throw new RapportError('campaign_not_found');
    return campaign;
  }

  private async locked(sql: Transaction, publicId: string): Promise<CampaignRow> {
    const campaign = await lockCampaign(sql, publicId);
    if (campaign?.kind !== 'broadcast') throw new RapportError('campaign_not_found');
    return campaign;
  }

  private by(actor: string) {
    return { actor, at: this.core.now() };
  }
}

class Tally {
  readonly counts: Partial<Record<WithheldReason, number>> = {};

  add(reason: WithheldReason): void {
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
  }
}

function parsedOf(definition: Json): Broadcast {
  const parsed = parseBroadcast(definition);
  if ('broadcast' in parsed) return parsed.broadcast;
  const [first] = parsed.faults;
  throw new RapportError('campaign_invalid', first === undefined ? undefined : `${first.path}: ${first.message}`);
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > nameCharsMax)
    throw new RapportError('campaign_invalid', `A name has 1 to ${nameCharsMax} characters.`);
}
