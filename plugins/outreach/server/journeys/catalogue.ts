import { type Core, type Session, traitHash } from '@rapport/sdk';
import { mentionsOf, parseJourney } from '../../domain/journey/journey';
import type { Running, RunningJourneys } from '../../domain/journey/person';
import { eventNameIds, readGeneration, readRunning } from '../stores/journeys';

/** Where the customer's clock stands depends on these: see `zoneOf`. */
const zoneTraits = ['timezone', 'timeZone', 'time_zone', 'country', 'countryCode', 'address'];

/** Journeys that run, as of one generation, and what they want to hear of. */
export class JourneyCatalogue implements RunningJourneys {
  readonly open: readonly Running[];
  readonly campaignIds: readonly number[];
  /** Current ones that begin by a date. */
  readonly byDate: readonly Running[];
  /** Keys of segments whose entries and exits may move somebody. */
  readonly segments: readonly string[];
  private readonly byVersion: ReadonlyMap<string, Running>;
  private readonly traits: ReadonlySet<number>;

  constructor(
    readonly generation: number,
    readonly lastNameId: number,
    all: readonly (Running & { readonly isOpen: boolean })[],
    private readonly nameIds: ReadonlySet<number>,
  ) {
    this.open = all.filter((one) => one.isOpen);
    this.byDate = this.open.filter(({ journey }) => 'date' in journey.definition.entry);
    this.campaignIds = [...new Set(all.map((one) => one.campaignId))];
    this.byVersion = new Map(all.map((one) => [`${one.campaignId}/${one.version}`, one]));
    const mentions = all.map(({ journey }) => mentionsOf(journey));
    this.segments = [...new Set(mentions.flatMap((one) => one.segments))];
    const named = mentions.flatMap((one) => one.traits);
    this.traits = new Set((named.length === 0 ? [] : [...named, ...zoneTraits]).map(traitHash));
  }

  get isEmpty(): boolean {
    return this.campaignIds.length === 0;
  }

  version(campaignId: number, version: number) {
    return this.byVersion.get(`${campaignId}/${version}`)?.journey;
  }

  mentionsEvent(nameId: number): boolean {
    return this.nameIds.has(nameId);
  }

  mentionsTrait(hash: number): boolean {
    return this.traits.has(hash);
  }
}

/** Reads it anew where the generation says so, or there is a name of events that nobody knew. */
export class JourneyCatalogues {
  private current: JourneyCatalogue | undefined;

  constructor(private readonly core: Pick<Core, 'log'>) {}

  /** As of this statement of the caller's transaction. */
  async read(sql: Session): Promise<JourneyCatalogue> {
    const { generation, lastNameId } = await readGeneration(sql);
    const known = this.current;
    if (known?.generation === generation && known.lastNameId >= lastNameId) return known;
    const rows = await readRunning(sql);
    const all = rows.flatMap(({ campaignId, key, version, definition, isCurrent, letsIn }) => {
      const parsed = parseJourney(key, definition);
      if ('journey' in parsed) return [{ campaignId, version, journey: parsed.journey, isOpen: isCurrent && letsIn }];
      // It was checked when it was published: a version of Rapport took a kind of step away.
      this.core.log.error(
        { journey: key, version, faults: parsed.faults.length },
        'a journey is not understood; it rests',
      );
      return [];
    });
    const names = all.flatMap(({ journey }) => mentionsOf(journey).events.flatMap(({ event }) => event));
    const nameIds = new Set(names.length === 0 ? [] : await eventNameIds(sql, [...new Set(names)]));
    this.current = new JourneyCatalogue(generation, lastNameId, all, nameIds);
    return this.current;
  }
}
