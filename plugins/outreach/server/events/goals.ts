import { type Core, dayMilliseconds, type LaneWork } from '@rapport/sdk';
import { goalDaysMax, goalIn } from '../../domain/broadcast';
import { selects } from '../../domain/journey/selector';
import { followedEvents } from '../stores/followed-events';
import { noteReached, openGoals, type Reached } from '../stores/goals';
import type { FollowedNames } from './names';

/** Who does what a broadcast is for within its days has converted: those who got it, and those who were held out to compare with. */
export async function followGoals(core: Core, names: FollowedNames, { touches }: LaneWork): Promise<void> {
  if (!touches.some(({ kind }) => kind === 'event' || kind === 'imported')) return;
  const { database, now, read } = core;
  const since = now() - (goalDaysMax + 1) * dayMilliseconds;
  const goals = (await openGoals(database, since)).flatMap(({ campaignId, goal: json }) => {
    const goal = goalIn(json);
    return goal === null ? [] : [{ campaignId, goal }];
  });
  const mine = await names.touchesOf(
    touches,
    goals.map(({ goal }) => goal.event),
  );
  const events = await followedEvents(database, mine, since);
  if (events.length === 0) return;
  const profiles = await read.profiles.byLeafIds(events.map(({ leafId }) => leafId));
  const reached = events.flatMap((event, index): Reached[] => {
    const leafIds = profiles[index]?.leafIds ?? [];
    return goals
      .filter(({ goal }) => selects(goal, event))
      .map(({ campaignId, goal: { days } }) => ({ campaignId, leafIds, at: event.at, days }));
  });
  await noteReached(database, reached);
}
