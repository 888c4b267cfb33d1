import type { Core } from '@rapport/sdk';
import { JourneyCatalogues } from './catalogue';
import { JourneyCommands } from './commands';
import { JourneyEffects } from './effects';
import { JourneyFeeds } from './feeds';
import { JourneyLanes } from './lanes';
import { JourneyRunner } from './runner';

/** All that works on journeys in one process. */
export type Journeys = {
  readonly lanes: JourneyLanes;
  readonly feeds: JourneyFeeds;
  readonly effects: JourneyEffects;
  readonly commands: JourneyCommands;
};

const byCore = new WeakMap<Core, Journeys>();

export function journeys(core: Core): Journeys {
  const known = byCore.get(core);
  if (known !== undefined) return known;
  const catalogues = new JourneyCatalogues(core);
  const runner = new JourneyRunner(core, catalogues);
  const made = {
    lanes: new JourneyLanes(core, catalogues, runner),
    feeds: new JourneyFeeds(core, catalogues, runner),
    effects: new JourneyEffects(core),
    commands: new JourneyCommands(core, runner),
  };
  byCore.set(core, made);
  return made;
}
