import {
  type Core,
  isJsonObject,
  type Json,
  type JsonObject,
  limits,
  type ProfileRecord,
  RapportError,
  type SendOutcome,
} from '@rapport/sdk';
import { callerOf } from '../../domain/caller';
import { type Paced, Places, restConnection } from '../channels/pace';
import { noteSuccess } from '../stores/connections';
import {
  beginEffect,
  claimEffects,
  endEffect,
  endUnknown,
  postponeEffect,
  putOffEffect,
  type WaitingEffect,
} from '../stores/journey-effects';
import { attempted, handedToAgents, type Outside, postedToSystem } from './outside';

const retry = { firstMilliseconds: 5_000, lastMilliseconds: 60 * 60 * 1_000 };

/** What became of one; texts are codes. */
type Done =
  | { readonly done: true }
  | { readonly cannot: string }
  | { readonly later: string; readonly afterMilliseconds?: number; readonly isUnknown?: true }
  /** Its connection has no place for it before then, or rests. */
  | { readonly putOffUntil: number }
  /** It may be done, and is not tried again. */
  | { readonly unknown: string }
  /** Another worker has it now. */
  | { readonly passed: true };

/**
 * Carries out what steps want done outside of the ledger. Each is claimed for a while and done once: what goes through the door has a
 * message id of its own, so that who died after it does nothing twice. What other systems are told is begun by a commit of its own: where
 * nobody saw the end of it, and they do not know it by its id, it stays unknown.
 */
export class JourneyEffects {
  constructor(private readonly core: Core) {}

  async round(signal: AbortSignal): Promise<'more' | 'done'> {
    const { database, now, read } = this.core;
    const leaseMilliseconds = 2 * limits.journeyEffectMilliseconds;
    const claimed = await claimEffects(database, { now: now(), leaseMilliseconds, rowsMax: limits.journeyEffectsMax });
    if (claimed.length === 0) return 'done';
    const profiles = await read.profiles.byLeafIds(claimed.map((one) => one.leafId));
    const places = new Places(this.core);
    for (const [index, effect] of claimed.entries()) {
      if (signal.aborted) return 'done';
      await this.settle(effect, profiles[index] ?? null, places);
    }
    return claimed.length === limits.journeyEffectsMax ? 'more' : 'done';
  }

  private async settle(effect: WaitingEffect, profile: ProfileRecord | null, places: Places): Promise<void> {
    const { database, now } = this.core;
    const became = profile === null ? { cannot: 'profile_not_found' } : await this.attempt(effect, profile, places);
    if ('done' in became) return endEffect(database, effect.id, null, now());
    if ('cannot' in became) return endEffect(database, effect.id, became.cannot, now());
    if ('unknown' in became) return endUnknown(database, effect.id, became.unknown, now());
    if ('passed' in became) return undefined;
    if ('putOffUntil' in became) return putOffEffect(database, effect, became.putOffUntil);
    if (effect.attempts >= limits.journeyEffectAttemptsMax)
      return (became.isUnknown === true ? endUnknown : endEffect)(database, effect.id, became.later, now());
    const pause = Math.min(retry.firstMilliseconds * 2 ** (effect.attempts - 1), retry.lastMilliseconds);
    return postponeEffect(database, effect.id, became.later, now() + Math.max(pause, became.afterMilliseconds ?? 0));
  }

  private async attempt(effect: WaitingEffect, profile: ProfileRecord, places: Places): Promise<Done> {
    try {
      return await this.carryOut(effect, profile, places);
    } catch (error) {
      if (!(error instanceof RapportError))
        this.core.log.error({ err: error, kind: effect.kind }, 'an effect of a journey failed');
      return { later: error instanceof RapportError ? error.code : 'internal_error' };
    }
  }

  private async carryOut(effect: WaitingEffect, profile: ProfileRecord, places: Places): Promise<Done> {
    const { kind, body, campaignKey: journey, step } = effect;
    switch (kind) {
      case 'update_trait': {
        const traits = body['traits'];
        return this.submit(effect, profile, {
          type: 'identify',
          traits: isJsonObject(traits ?? null) ? (traits ?? {}) : {},
        });
      }
      case 'goal':
        return this.submit(effect, profile, {
          ...{ type: 'track', event: 'Journey Goal Reached' },
          properties: { journey, step, goal: body['name'] ?? null },
        });
      case 'call_back':
        return this.requestCall(effect, profile, places);
      case 'hand_over':
        return this.tell(effect, await handedToAgents(this.core, effect, profile), places);
      case 'webhook':
        return this.tell(effect, await postedToSystem(this.core, effect, profile), places);
      default:
        return { cannot: 'effect_unknown' };
    }
  }

  /** It is on the timeline, and agents find it in their helpdesk. */
  private async requestCall(effect: WaitingEffect, profile: ProfileRecord, places: Places): Promise<Done> {
    const { body, campaignKey: journey, step } = effect;
    const requested = await this.submit(effect, profile, {
      ...{ type: 'track', event: 'Call Requested' },
      properties: { journey, step, note: body['note'] ?? null, due_at: instant(body['dueAt']) },
    });
    if (!('done' in requested)) return requested;
    return this.tell(effect, await handedToAgents(this.core, effect, profile), places);
  }

  private async tell(
    effect: WaitingEffect,
    outside: Outside | { readonly cannot: string },
    places: Places,
  ): Promise<Done> {
    if ('cannot' in outside) return outside;
    if (effect.begunAt !== null && !outside.mayRepeat) return { unknown: 'hand_over_lost' };
    const { paced } = outside;
    const putOffUntil = paced === null ? null : await places.take(paced);
    if (putOffUntil !== null) return { putOffUntil };
    const lease = { now: this.core.now(), leaseMilliseconds: limits.journeyEffectOutsideMilliseconds };
    if (!(await beginEffect(this.core.database, effect, lease))) return { passed: true };
    const outcome = await attempted(outside);
    if (paced !== null) await this.noteHowItStands(paced, outcome);
    switch (outcome.state) {
      case 'handed':
        return { done: true };
      case 'failed':
        return { cannot: outcome.code };
      case 'retry':
        return { later: outcome.code, afterMilliseconds: outcome.afterMilliseconds ?? 0 };
      case 'unknown':
        return outside.mayRepeat ? { later: outcome.code, isUnknown: true } : { unknown: outcome.code };
    }
  }

  /** The breaker of the connection is that of its messages. */
  private async noteHowItStands({ id, failures }: Paced, outcome: SendOutcome): Promise<void> {
    if (outcome.state === 'handed' && failures > 0) await noteSuccess(this.core.database, id);
    if (outcome.state === 'retry' && outcome.about === 'channel') await restConnection(this.core, id, outcome);
  }

  private async submit(effect: WaitingEffect, profile: ProfileRecord, call: JsonObject): Promise<Done> {
    const { door, read } = this.core;
    const identifiers = (await read.profiles.identifiers([profile])).get(profile.rootId) ?? [];
    const who = callerOf(identifiers);
    if (who === null) return { cannot: 'no_identifier' };
    const messageId = `journey-${effect.enrolment}-${effect.step}-${effect.visit}-${effect.kind}`;
    const receipt = await door.submit(
      { sourceRef: 'outreach', historical: false },
      [{ ...call, ...who, messageId, timestamp: new Date(effect.at).toISOString() }],
      'verified',
    );
    const [refused] = receipt.rejected;
    return refused === undefined ? { done: true } : { cannot: refused.code };
  }
}

const instant = (value: Json | undefined): string | null =>
  typeof value === 'number' ? new Date(value).toISOString() : null;
