import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Core, type DefinitionFault, type Json, limits, RapportError, type Transaction } from '@rapport/sdk';
import { parseJourney } from '../../domain/journey/journey';
import { decide, mayGo, withdraw } from '../campaigns/approval';
import { leavesOnOtherVersions, startClocks, stopClocks } from '../stores/enrolments';
import * as store from '../stores/journeys';
import { missingOf } from './missing';
import type { JourneyRunner } from './runner';

export type Moved = { readonly stay: number; readonly end: number; readonly isMore: boolean };

const keyPattern = /^[a-z][a-z0-9_-]{0,63}$/;

/** What people do to journeys. Every method names its actor and answers with the journey as it is then. */
export class JourneyCommands {
  constructor(
    private readonly core: Core,
    private readonly runner: JourneyRunner,
  ) {}

  /** A draft; nothing has to be right in it yet. @throws journey_invalid, journey_key_taken, journeys_exhausted */
  async create(
    draft: { readonly key: string; readonly name: string; readonly definition: Json },
    actor: string,
  ): Promise<store.JourneyRow> {
    if (!keyPattern.test(draft.key))
      throw new RapportError('journey_invalid', 'A key is lower case letters, digits, - and _, 64 at the most.');
    checkName(draft.name);
    return this.transaction(async (sql) => {
      if ((await store.countJourneys(sql)) >= limits.journeysMax) throw new RapportError('journeys_exhausted');
      const publicId = randomUUID();
      const { key, name, definition } = draft;
      const by = { actor, at: this.core.now() };
      if (!(await store.insertJourney(sql, { publicId, key, name, draft: definition }, by)))
        throw new RapportError('journey_key_taken');
      return publicId;
    });
  }

  /** Who is in it goes on as before, until the draft is published; an approval that was asked for is so no more. @throws journey_not_found, journey_invalid */
  async change(
    publicId: string,
    { name, definition }: { readonly name?: string; readonly definition?: Json },
    actor: string,
  ): Promise<store.JourneyRow> {
    if (name !== undefined) checkName(name);
    return this.transaction(async (sql) => {
      const journey = await store.lockJourney(sql, publicId);
      const isSame =
        (name ?? journey.name) === journey.name &&
        (definition === undefined || isDeepStrictEqual(definition, journey.draft));
      if (isSame) return publicId;
      const by = { actor, at: this.core.now() };
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(definition === undefined ? {} : { draft: definition }),
      };
      await store.changeJourney(sql, journey.id, change, by);
      await withdraw(sql, journey.id, by);
      return publicId;
    });
  }

  /** Everything that is wrong, and what it names and is not there; empty: it can be published. */
  async faults(key: string, definition: Json): Promise<readonly DefinitionFault[]> {
    const parsed = parseJourney(key, definition);
    return 'faults' in parsed ? parsed.faults : missingOf(this.core.database, this.core, parsed.journey);
  }

  /**
   * From now on who enters goes the draft's way; who is in it finishes on his version. Where a second person has to approve it, it
   * waits for that. @throws journey_not_found, journey_invalid, with the first fault and its path
   */
  async publish(publicId: string, actor: string): Promise<store.JourneyRow> {
    return this.transaction(async (sql) => {
      const journey = await this.whole(sql, publicId);
      const by = { actor, at: this.core.now() };
      if (await mayGo(sql, journey, null, by)) await run(sql, journey, by);
      return publicId;
    });
  }

  /**
   * By somebody else than who asked for it or wrote it: it is published.
   * @throws journey_not_found, journey_invalid, campaign_approval_none, campaign_approval_own
   */
  async approve(publicId: string, note: string | null, actor: string): Promise<store.JourneyRow> {
    return this.transaction(async (sql) => {
      const journey = await this.whole(sql, publicId);
      const by = { actor, at: this.core.now() };
      await decide(sql, journey.id, { decision: 'approved', note }, by);
      await run(sql, journey, by);
      return publicId;
    });
  }

  /** @throws journey_not_found, campaign_approval_none, campaign_approval_own */
  async decline(publicId: string, note: string | null, actor: string): Promise<store.JourneyRow> {
    return this.transaction(async (sql) => {
      const { id } = await store.lockJourney(sql, publicId);
      await decide(sql, id, { decision: 'declined', note }, { actor, at: this.core.now() });
      return publicId;
    });
  }

  /** Nobody enters, nobody moves, and what happens meanwhile moves nobody later. @throws journey_not_found, journey_state_wrong */
  pause(publicId: string, actor: string): Promise<store.JourneyRow> {
    return this.turn(publicId, { from: ['running', 'done'], to: 'paused' }, actor, stopClocks);
  }

  /** @throws journey_not_found, journey_state_wrong */
  resume(publicId: string, actor: string): Promise<store.JourneyRow> {
    return this.turn(publicId, { from: ['paused', 'done'], to: 'running' }, actor, startClocks);
  }

  /** Nobody enters any more; who is in it goes on to its end. @throws journey_not_found, journey_state_wrong */
  stopEntries(publicId: string, actor: string): Promise<store.JourneyRow> {
    return this.turn(publicId, { from: ['running', 'paused'], to: 'done' }, actor, startClocks);
  }

  /**
   * Those who are on an earlier version go on with the current one: `limits.journeyMoveRunsMax` runs at a time, until `isMore` is false.
   * @param isPreview nothing is done
   * @returns how many stay where they stand, and of how many the run ends, because the step is not there any more
   * @throws journey_not_found, journey_state_wrong
   */
  async move(publicId: string, isPreview: boolean): Promise<Moved> {
    const { database } = this.core;
    const [journey] = await store.journeysByPublicIds(database, [publicId]);
    if (journey === undefined) throw new RapportError('journey_not_found');
    if (journey.state !== 'running') throw new RapportError('journey_state_wrong', `It is ${journey.state}.`);
    const leafIds = await leavesOnOtherVersions(database, journey.id, journey.version, limits.journeyMoveRunsMax);
    const signals = leafIds.map((leafId) => ({ kind: 'version' as const, leafId, campaignId: journey.id }));
    const plans = await this.runner.preview(leafIds, signals);
    if (!isPreview) await this.runner.settle(leafIds, async () => signals);
    const runs = plans.flatMap((one) => one.runs).filter((one) => one.campaignId === journey.id);
    const end = runs.filter(({ state }) => state.ended?.reason === 'version').length;
    return { stay: runs.length - end, end, isMore: leafIds.length === limits.journeyMoveRunsMax };
  }

  /** Locked; nothing is wrong with its draft. */
  private async whole(sql: Transaction, publicId: string): Promise<store.JourneyRow> {
    const journey = await store.lockJourney(sql, publicId);
    const parsed = parseJourney(journey.key, journey.draft);
    const [fault] = 'faults' in parsed ? parsed.faults : await missingOf(sql, this.core, parsed.journey);
    if (fault !== undefined) throw new RapportError('journey_invalid', `${fault.path}: ${fault.message}`);
    return journey;
  }

  private async turn(
    publicId: string,
    { from, to }: { readonly from: readonly store.JourneyState[]; readonly to: store.JourneyState },
    actor: string,
    clocks: (sql: Transaction, campaignId: number) => Promise<void>,
  ): Promise<store.JourneyRow> {
    return this.transaction(async (sql) => {
      const { id, state } = await store.lockJourney(sql, publicId);
      if (!from.includes(state)) throw new RapportError('journey_state_wrong', `It is ${state}.`);
      await store.changeJourney(sql, id, { state: to }, { actor, at: this.core.now() });
      await clocks(sql, id);
      await store.bumpGeneration(sql);
      return publicId;
    });
  }

  private async transaction(work: (sql: Transaction) => Promise<string>): Promise<store.JourneyRow> {
    const publicId = await this.core.database.transaction(work);
    this.core.wake();
    const [journey] = await store.journeysByPublicIds(this.core.database, [publicId]);
    if (journey === undefined) throw new RapportError('journey_not_found');
    return journey;
  }
}

/** Its draft becomes the version that lets people in. */
async function run(sql: Transaction, journey: store.JourneyRow, by: store.By): Promise<void> {
  const version = journey.version + 1;
  await store.insertVersion(sql, journey.id, version, journey.draft, by);
  await store.changeJourney(sql, journey.id, { state: 'running', version }, by);
  if (journey.state === 'paused') await startClocks(sql, journey.id);
  await store.bumpGeneration(sql);
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > limits.journeyNameCharsMax)
    throw new RapportError('journey_invalid', `A name has 1 to ${limits.journeyNameCharsMax} characters.`);
}
