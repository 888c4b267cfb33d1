import { setTimeout as delay } from 'node:timers/promises';
import { type Core, limits, type SegmentBuilding, type Transaction } from '@rapport/sdk';
import { type Broadcast, parseBroadcast } from '../../domain/broadcast';
import { lengthOf } from '../../domain/journey/length';
import { priorities } from '../../domain/ledger';
import { armOf, placeOf } from '../../domain/share';
import { nextClockTime } from '../../domain/time/clock-time';
import {
  type CampaignRow,
  endWhereSent,
  runningBroadcasts,
  savePlanned,
  startScheduled,
  versionsOf,
} from '../stores/campaigns';
import { connectionIdOf } from '../stores/connections';
import { type PlannedMessage, planMessages } from '../stores/plan';
import { rootsAfter } from '../stores/roots';
import { type Person, peopleOf } from '../people';

/** Between two parts of an audience, while what happens waits to be followed: nobody waits for a broadcast. */
const pauseMilliseconds = 200;

/**
 * Puts the audiences of broadcasts into the ledger, so many at a time, each with where to go on: broken off, it goes on there. Who is
 * in the audience is asked again right before each message is sent.
 */
export async function planBroadcasts(core: Core, signal: AbortSignal): Promise<'more' | 'done'> {
  const { database, now } = core;
  if ((await startScheduled(database, now())) > 0) core.wake();
  let isMore = false;
  for (const campaign of await runningBroadcasts(database)) {
    if (signal.aborted) break;
    if (campaign.plannedAt !== null) {
      await endWhereSent(database, campaign.id, now());
      continue;
    }
    if (core.followMilliseconds() > limits.outreachFollowMillisecondsMax) await delay(pauseMilliseconds);
    if (await planNext(core, campaign.id)) isMore = true;
  }
  return isMore ? 'more' : 'done';
}

/** @returns whether there is more to plan */
async function planNext(core: Core, id: number): Promise<boolean> {
  const { database, now } = core;
  return database.transaction(async (sql) => {
    if (!(await sql.tryLock(`outreach plan ${id}`))) return false;
    // Read under the lock: another worker may have gone on.
    const campaign = (await runningBroadcasts(sql)).find((one) => one.id === id && one.plannedAt === null);
    const [version] =
      campaign === undefined ? [] : await versionsOf(sql, [{ campaignId: id, version: campaign.version }]);
    if (campaign === undefined || version === undefined) return false;
    const parsed = parseBroadcast(version.definition);
    if ('faults' in parsed) throw new Error('a version of a campaign is not valid');
    // Their members are not known yet, or cannot be: it waits for them, rather than to go to nobody, or to whom it leaves out.
    if ((await buildingOf(core, segmentsOf(parsed.broadcast))).size > 0) return false;
    const roots = await audienceAfter(core, sql, parsed.broadcast, campaign.plannedThrough ?? 0);
    const people = await peopleOf(core, roots);
    const connectionId = await connectionIdOf(sql, parsed.broadcast.connection ?? null);
    await planMessages(
      sql,
      people.map((one) => messageFor(campaign, parsed.broadcast, one, { connectionId, now: now() })),
      now(),
    );
    const isWhole = roots.length < limits.outreachPlannedMax;
    await savePlanned(sql, id, { through: roots.at(-1) ?? null, isWhole, now: now() });
    return !isWhole;
  });
}

/** Of these segments those whose members are not known yet, by key. */
export async function buildingOf(
  { segments }: Core,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SegmentBuilding>> {
  return (keys.length === 0 ? undefined : await segments?.building(keys)) ?? new Map<string, SegmentBuilding>();
}

/** Keys of the segments that say who gets it, and who does not. */
export function segmentsOf({ audience, except }: Broadcast): readonly string[] {
  return [...('segment' in audience ? [audience.segment] : []), ...except];
}

/** Roots in ascending order. */
export async function audienceAfter(
  { segments }: Core,
  sql: Transaction,
  { audience }: Broadcast,
  after: number,
  count: number = limits.outreachPlannedMax,
): Promise<readonly number[]> {
  if (!('segment' in audience)) return rootsAfter(sql, after, count);
  const page = await segments?.members(audience.segment, { count, forward: true, after });
  return page?.items ?? [];
}

function messageFor(
  { id, key, startsAt }: Pick<CampaignRow, 'id' | 'key' | 'startsAt'>,
  broadcast: Broadcast,
  person: Person,
  { connectionId, now }: { readonly connectionId: number | null; readonly now: number },
): PlannedMessage {
  const start = startsAt ?? now;
  const dueAt = broadcast.at === undefined ? start : nextClockTime({ time: broadcast.at }, person.zone, start);
  return {
    ...{ campaignId: id, enrolmentId: null, leafId: person.rootId, step: '', visit: 1, connectionId, dueAt },
    ...{ medium: broadcast.channel, topic: broadcast.topic, template: templateFor(broadcast, key, person) },
    ...{ priority: priorities.broadcast, expiresAt: dueAt + lengthOf(broadcast.expires) },
    ...{ context: {}, idempotencyKey: null },
  };
}

/** Which of the texts somebody gets: always the same one. */
function templateFor({ template, arms = [] }: Broadcast, campaign: string, { publicId }: Person): string {
  const [first, ...others] = arms;
  if (first === undefined) return template ?? '';
  return armOf([first, ...others], placeOf(`${campaign}:arm`, publicId)).template;
}
