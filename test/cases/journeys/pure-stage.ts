import type { Json, JsonObject } from '@rapport/sdk';
import { parseJourney } from '../../../plugins/outreach/domain/journey/journey';
import { journeyOf, JourneyWorld } from '../../support/journeys';
import type { Seen, Stage } from './stage';

/** The pure functions alone, step by step. */
export class PureStage implements Stage {
  private readonly worlds = new Map<string, JourneyWorld>();

  constructor(
    private readonly definition: Json,
    public now: number,
  ) {}

  async moveTo(time: number): Promise<void> {
    this.now = time;
    for (const world of this.worlds.values()) world.moveTo(time);
  }

  async event(user: string, name: string, properties: JsonObject): Promise<void> {
    this.world(user).event(name, properties);
  }

  async traits(user: string, traits: JsonObject): Promise<void> {
    const world = this.world(user);
    world.traits = { ...world.traits, ...traits };
  }

  async turn(user: string, segment: string, isIn: boolean): Promise<void> {
    this.world(user).turn(segment, isIn);
  }

  async seen(user: string): Promise<Seen> {
    const world = this.world(user);
    return {
      messages: world.sent().flatMap(({ at, effect }) =>
        effect.kind !== 'send'
          ? []
          : [
              {
                ...{ step: effect.step, visit: effect.visit, at },
                ...{ first: effect.first?.properties ?? null, latest: effect.latest?.properties ?? null },
              },
            ],
      ),
      runs: world.runs.map(({ key, step, until, ended }) => ({ key, step, until, ended })),
    };
  }

  async refuses(): Promise<boolean> {
    return 'faults' in parseJourney('campaign', this.definition);
  }

  private world(user: string): JourneyWorld {
    const known = this.worlds.get(user);
    if (known !== undefined) return known;
    const made = new JourneyWorld(journeyOf(this.definition), this.now, { publicId: `user-${user}` });
    this.worlds.set(user, made);
    return made;
  }
}
