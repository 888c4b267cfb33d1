import { type Core, type Session, traitHash } from '@rapport/sdk';
import { type DefinitionNode, type DefinitionReader, mentionsOf } from '../../domain/definition';
import { selects } from '../../domain/selector';
import type { Surroundings } from '../compile/query';
import { eventNames, type EventNames } from '../compile/event-names';
import {
  type EventNameRow,
  type FollowedRow,
  readEventNames,
  readFollowed,
  readGeneration,
  readTimeZones,
} from '../stores/catalogue';
import { listNode } from '../stores/lists';
import type { Target } from '../stores/memberships';

/** A segment, or the build of its next version, ready for being compiled. */
export type Followed = Target & {
  readonly key: string;
  readonly version: number;
  readonly node: DefinitionNode;
  readonly retryAt: number | null;
};

/** What all processes know of segments, as of one generation. */
export class Catalogue {
  private readonly byTrait = new Map<number, Followed[]>();
  private readonly byName = new Map<number, readonly Followed[]>();
  private readonly nodes = new Map<string, DefinitionNode>();
  readonly names: EventNames;
  private readonly lastNameId: number;

  constructor(
    readonly generation: number,
    readonly followed: readonly Followed[],
    private readonly nameRows: readonly EventNameRow[],
    readonly zones: readonly string[],
    readonly zone: string,
  ) {
    this.names = eventNames(nameRows);
    this.lastNameId = nameRows.at(-1)?.id ?? 0;
    // What counts today is what others refer to, not what is being built.
    for (const one of followed) if (one.buildId === null) this.nodes.set(one.key, one.node);
    for (const one of followed) {
      for (const key of this.mentions(one).traits) {
        const list = this.byTrait.get(traitHash(key)) ?? [];
        this.byTrait.set(traitHash(key), [...list, one]);
      }
    }
  }

  knowsName(nameId: number): boolean {
    return nameId <= this.lastNameId;
  }

  mentioningTrait(hash: number): readonly Followed[] {
    return this.byTrait.get(hash) ?? [];
  }

  mentioningEvent(nameId: number): readonly Followed[] {
    const known = this.byName.get(nameId);
    if (known !== undefined) return known;
    const name = this.nameRows.find((row) => row.id === nameId);
    const found =
      name === undefined
        ? this.followed
        : this.followed.filter((one) =>
            this.mentions(one).events.some((selector) => selects(selector, name.type, name.name)),
          );
    this.byName.set(nameId, found);
    return found;
  }

  /** The segment itself, and all whose definitions lead to it. */
  leadingTo(key: string): readonly Followed[] {
    return this.followed.filter((one) => one.key === key || this.mentions(one).segments.includes(key));
  }

  /** Of what counts today, by key. */
  nodeOf(key: string): DefinitionNode | undefined {
    return this.nodes.get(key);
  }

  surroundings(now: number, scope: Surroundings['scope']): Surroundings {
    return {
      scope,
      now,
      names: this.names,
      zone: this.zone,
      zones: this.zones,
      segment: (key) => {
        const node = this.nodeOf(key);
        return node === undefined ? undefined : { node };
      },
      computed: () => undefined,
    };
  }

  /** Its own, and those of the segments that it refers to: their definitions are put in where they are named. */
  private mentions({ node }: Followed): Pick<ReturnType<typeof mentionsOf>, 'events' | 'traits' | 'segments'> {
    const seen = new Set<string>();
    const all: ReturnType<typeof mentionsOf>[] = [];
    const visit = (each: DefinitionNode): void => {
      const mentions = mentionsOf(each);
      all.push(mentions);
      for (const key of mentions.segments) {
        const next = this.nodes.get(key);
        if (seen.has(key)) continue;
        seen.add(key);
        if (next !== undefined) visit(next);
      }
    };
    visit(node);
    const traits = all.flatMap((one) => one.traits);
    return { events: all.flatMap((one) => one.events), traits, segments: [...seen] };
  }
}

/** Reads it anew where the generation says so, or an event has a name that nobody knew. */
export class CatalogueReader {
  private current: Catalogue | undefined;

  constructor(
    private readonly core: Pick<Core, 'log'>,
    private readonly definitions: DefinitionReader,
    private readonly zone: string,
  ) {}

  /** As of this statement of the caller's transaction. */
  async read(sql: Session, nameIds: readonly number[] = []): Promise<Catalogue> {
    const generation = await readGeneration(sql);
    const known = this.current;
    if (known?.generation === generation && nameIds.every((id) => known.knowsName(id))) return known;
    const rows = await readFollowed(sql);
    const names = await readEventNames(sql, 0);
    const zones = known?.zones ?? (await readTimeZones(sql));
    const followed = rows.flatMap((row) => this.follow(row));
    this.current = new Catalogue(generation, followed, names, zones, this.zone);
    return this.current;
  }

  private follow(row: FollowedRow): Followed[] {
    const { segmentId, key, version, buildId, retryAt } = row;
    const of = { segmentId, key, version, buildId, retryAt };
    if (row.kind === 'list') return [{ ...of, node: listNode(segmentId) }];
    const parsed = this.definitions.parse(row.definition);
    if (parsed.ok) return [{ ...of, node: parsed.node }];
    // It was checked when it was saved: a version of Rapport took a kind of condition away, or a plugin is gone.
    this.core.log.error(
      { segment: key, faults: parsed.faults.length },
      'a segment is not understood and stays as it is',
    );
    return [];
  }
}
