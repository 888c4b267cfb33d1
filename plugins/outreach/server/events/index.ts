import type { Core, LaneHandler } from '@rapport/sdk';
import { followConsent } from './consent';
import { followGoals } from './goals';
import { FollowedNames } from './names';

type Follow = (core: Core, names: FollowedNames, work: Parameters<LaneHandler['handle']>[1]) => Promise<void>;

/** What outreach hears of events beside its journeys. */
export const eventLanes: readonly LaneHandler[] = [
  lane('consent of events', followConsent),
  lane('goals of broadcasts', followGoals),
];

function lane(name: string, follow: Follow): LaneHandler {
  const byCore = new WeakMap<Core, FollowedNames>();
  return {
    name,
    handle(core, work) {
      const names = byCore.get(core) ?? new FollowedNames(core);
      byCore.set(core, names);
      return follow(core, names, work);
    },
  };
}
