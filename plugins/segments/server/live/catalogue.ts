import { type Core, factKey, type Mentions, type Session, traitHash } from '@rapport/sdk';
import { type ComputedDefinition, type ComputedFit, parseComputed, withFitted } from '../../domain/computed';
import { type DefinitionNode, type DefinitionReader, mentionsOf } from '../../domain/definition';
import type { References } from '../../domain/references';
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
import { type ComputedTarget, type FollowedComputedRow, readFollowedComputed } from '../stores/computed';
import { listNode } from '../stores/lists';
import type { Target } from '../stores/memberships';

/** A segment, or the build of its next version, ready for being compiled. */
export type Followed = Target & {
  readonly key: string;
  readonly version: number;
  readonly node: DefinitionNode;
  readonly retryAt: number | null;
};

/** A computed trait that counts, ready for being compiled. */
export type FollowedComputed = ComputedTarget & {
  readonly key: string;
  readonly name: string;
  readonly definition: ComputedDefinition;
  /** What it leaves open, and has to be learned from everybody. */
  readonly fit: ComputedFit | undefined;
};

/** What all processes know of segments and computed traits, as of one generation. */
export class Catalogue {
  readonly names: EventNames;
  private readonly segmentIndex: MentionIndex<Followed>;
  private readonly computedIndex: MentionIndex<FollowedComputed>;
  private readonly nodes = new Map<string, DefinitionNode>();
  private readonly byKey: ReadonlyMap<string, FollowedComputed>;
  private readonly nameIds: ReadonlySet<number>;

  constructor(
    readonly generation: number,
    readonly followed: readonly Followed[],
    readonly computed: readonly FollowedComputed[],
    nameRows: readonly EventNameRow[],
    readonly zones: readonly string[],
    readonly zone: string,
  ) {
    this.names = eventNames(nameRows);
    this.nameIds = new Set(nameRows.map((row) => row.id));
    // What counts today is what others refer to. Where nothing counts yet it is what is being built for the first time: definitions
    // are put in where they are named, so that those who refer to it need not wait.
    for (const one of followed) if (one.buildId === null) this.nodes.set(one.key, one.node);
    for (const one of followed) if (!this.nodes.has(one.key)) this.nodes.set(one.key, one.node);
    this.byKey = new Map(computed.map((one) => [one.key, one]));
    this.segmentIndex = new MentionIndex(followed, (one) => this.closure(mentionsOf(one.node)), nameRows);
    this.computedIndex = new MentionIndex(computed, (one) => this.closure(one.definition.mentions), nameRows);
  }

  knowsName(nameId: number): boolean {
    return this.nameIds.has(nameId);
  }

  mentioningTrait(hash: number): readonly Followed[] {
    return this.segmentIndex.ofTrait(hash);
  }

  mentioningEvent(nameId: number): readonly Followed[] {
    return this.segmentIndex.ofEvent(nameId);
  }

  mentioningConversations(): readonly Followed[] {
    return this.segmentIndex.ofConversations();
  }

  computedMentioningConversations(): readonly FollowedComputed[] {
    return this.computedIndex.ofConversations();
  }

  computedMentioningTrait(hash: number): readonly FollowedComputed[] {
    return this.computedIndex.ofTrait(hash);
  }

  computedMentioningEvent(nameId: number): readonly FollowedComputed[] {
    return this.computedIndex.ofEvent(nameId);
  }

  /** The segment itself, and all whose definitions lead to it. */
  leadingTo(key: string): readonly Followed[] {
    return this.followed.filter((one) => one.key === key || this.segmentIndex.mentions(one).segments.includes(key));
  }

  /** Computed traits whose definitions lead to the segment. */
  computedLeadingTo(key: string): readonly FollowedComputed[] {
    return this.computed.filter((one) => this.computedIndex.mentions(one).segments.includes(key));
  }

  /** Segments, and other computed traits, whose definitions lead to the computed trait. */
  leadingToComputed(key: string): {
    readonly segments: readonly Followed[];
    readonly computed: readonly FollowedComputed[];
  } {
    return {
      segments: this.followed.filter((one) => this.segmentIndex.mentions(one).computed.includes(key)),
      computed: this.computed.filter((one) => this.computedIndex.mentions(one).computed.includes(key)),
    };
  }

  /** Of what counts today, by key. */
  nodeOf(key: string): DefinitionNode | undefined {
    return this.nodes.get(key);
  }

  computedOf(key: string): FollowedComputed | undefined {
    return this.byKey.get(key);
  }

  get references(): References {
    return {
      segment: (key) => this.nodeOf(key),
      computed: (key) => this.computedOf(key)?.definition.mentions,
    };
  }

  surroundings(now: number, scope: Surroundings['scope'], asOf?: number): Surroundings {
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
      computed: (key) => this.computedOf(key)?.definition,
      ...(asOf === undefined ? {} : { asOf }),
    };
  }

  /** What a definition mentions, itself and through what it refers to. */
  mentionsOf(node: DefinitionNode): Required<Mentions> {
    return this.closure(mentionsOf(node));
  }

  /** Its own, and those of what it refers to: definitions are put in where they are named. */
  private closure(mentions: Mentions): Required<Mentions> {
    const segments = new Set<string>();
    const computed = new Set<string>();
    const all: Mentions[] = [];
    const visit = (one: Mentions): void => {
      all.push(one);
      for (const key of one.segments ?? []) {
        const node = this.nodes.get(key);
        if (segments.has(key)) continue;
        segments.add(key);
        if (node !== undefined) visit(mentionsOf(node));
      }
      for (const key of one.computed ?? []) {
        const next = this.byKey.get(key);
        if (computed.has(key)) continue;
        computed.add(key);
        if (next !== undefined) visit(next.definition.mentions);
      }
    };
    visit(mentions);
    return {
      events: all.flatMap((one) => one.events ?? []),
      traits: all.flatMap((one) => one.traits ?? []),
      segments: [...segments],
      computed: [...computed],
      conversations: all.some((one) => one.conversations === true),
      facts: all.flatMap((one) => one.facts ?? []),
    };
  }
}

/** Which of many definitions mention a trait or an event. */
class MentionIndex<T> {
  private readonly all: ReadonlyMap<T, Required<Mentions>>;
  private readonly byTrait = new Map<number, T[]>();
  private readonly byName = new Map<number, readonly T[]>();
  private readonly byConversations: readonly T[];

  constructor(
    private readonly items: readonly T[],
    mentionsIn: (item: T) => Required<Mentions>,
    private readonly nameRows: readonly EventNameRow[],
  ) {
    this.all = new Map(items.map((one) => [one, mentionsIn(one)]));
    for (const [item, { traits, facts }] of this.all)
      for (const hash of new Set([...traits, ...facts.map(factKey)].map(traitHash)))
        this.byTrait.set(hash, [...(this.byTrait.get(hash) ?? []), item]);
    this.byConversations = items.filter((one) => this.mentions(one).conversations);
  }

  mentions(item: T): Pick<Required<Mentions>, 'events' | 'segments' | 'computed' | 'conversations'> {
    return this.all.get(item) ?? { events: [], segments: [], computed: [], conversations: false };
  }

  ofConversations(): readonly T[] {
    return this.byConversations;
  }

  ofTrait(hash: number): readonly T[] {
    return this.byTrait.get(hash) ?? [];
  }

  /** A name that nobody knows yet may be meant by anybody. */
  ofEvent(nameId: number): readonly T[] {
    const known = this.byName.get(nameId);
    if (known !== undefined) return known;
    const name = this.nameRows.find((row) => row.id === nameId);
    const found =
      name === undefined
        ? this.items
        : this.items.filter((one) =>
            this.mentions(one).events.some((selector) => selects(selector, name.type, name.name)),
          );
    this.byName.set(nameId, found);
    return found;
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
  async read(sql: Pick<Session, 'rows'>, nameIds: readonly number[] = []): Promise<Catalogue> {
    const { generation, lastNameId } = await readGeneration(sql);
    const known = this.current;
    const wanted = lastNameId === 0 ? nameIds : [...nameIds, lastNameId];
    if (known?.generation === generation && wanted.every((id) => known.knowsName(id))) return known;
    const rows = await readFollowed(sql);
    const computed = (await readFollowedComputed(sql)).flatMap((row) => this.followComputed(row));
    const names = await readEventNames(sql, 0);
    const zones = known?.zones ?? (await readTimeZones(sql));
    const followed = rows.flatMap((row) => this.follow(row));
    this.current = new Catalogue(generation, followed, computed, names, zones, this.zone);
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

  private followComputed({ id, key, name, version, ...row }: FollowedComputedRow): FollowedComputed[] {
    const written = parseComputed(row.definition, this.definitions);
    const parsed = parseComputed(withFitted(row.definition, row.fitted), this.definitions);
    if ('computed' in parsed && 'computed' in written)
      return [{ id, key, name, version, definition: parsed.computed, fit: written.computed.fit }];
    this.core.log.error(
      { computedTrait: key, faults: 'faults' in parsed ? parsed.faults.length : 0 },
      'a computed trait is not understood and stays as it is',
    );
    return [];
  }
}
