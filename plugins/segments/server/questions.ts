import {
  type Core,
  type DefinitionFault,
  type Json,
  type JsonObject,
  type Language,
  type LocalizedText,
  limits,
  RapportError,
  sampleInterval,
  type Session,
} from '@rapport/sdk';
import { clauseOf, type DefinitionNode, type DefinitionReader, nodesOf, sentenceOf } from '../domain/definition';
import { drawsFor, isNarrow } from '../domain/interval';
import { parseComputed } from '../domain/computed';
import { computedFaults, referenceFaults } from '../domain/references';
import { compile, compileExplanation, type Explained, type ExplanationRow, readExplanation } from './compile/compile';
import { invalid } from './commands';
import type { Catalogue, CatalogueReader } from './live/catalogue';
import { everyoneSettings, fewSettings } from './statement-settings';
import * as store from './stores/questions';
import { readVersions, type SegmentRow, segmentsByKeys, segmentsByPublicIds } from './stores/segments';
import { membersOf } from './stores/transitions';

export type Check = {
  readonly faults: readonly DefinitionFault[];
  readonly sentence: string | null;
  readonly sentences: Readonly<Record<string, string>>;
};

export type Preview = store.Counted & {
  readonly low: number;
  readonly high: number;
  readonly exact: boolean;
  /** Profiles altogether. */
  readonly everyone: number;
  readonly sentences: LocalizedText;
};

export type BackTest = store.Counted & {
  readonly everyone: number;
  readonly notes: readonly (LocalizedText & { readonly code: string })[];
};

/** What people ask of definitions before they save them, and of segments. Nothing is written. */
export class SegmentQuestions {
  private readonly draw: Draw;

  constructor(
    private readonly core: Pick<Core, 'database' | 'now'>,
    private readonly definitions: DefinitionReader,
    private readonly catalogues: CatalogueReader,
  ) {
    this.draw = new Draw(core);
  }

  /** What is wrong with it; whatever is not, reads as a sentence. @param own key of the segment that it is of */
  async check(definition: Json, language: Language, own: string | null = null): Promise<Check> {
    const parsed = this.definitions.parse(definition);
    const sentences = (nodes: readonly DefinitionNode[]) =>
      Object.fromEntries(nodes.map((node) => [node.path, clauseOf(node, language)]));
    if (!parsed.ok) return { faults: parsed.faults, sentence: null, sentences: sentences(parsed.understood) };
    const catalogue = await this.catalogues.read(this.core.database);
    const faults = referenceFaults(
      parsed.node,
      own === null ? null : { kind: 'segment', key: own },
      catalogue.references,
    );
    return {
      faults,
      sentence: faults.length === 0 ? sentenceOf(parsed.node, language) : null,
      sentences: sentences(nodesOf(parsed.node)),
    };
  }

  /** What is wrong with the definition of a computed trait. @param own its key, where it has one */
  async checkComputed(definition: Json, own: string | null): Promise<readonly DefinitionFault[]> {
    const parsed = parseComputed(definition, this.definitions);
    if ('faults' in parsed) return parsed.faults;
    const { references } = await this.catalogues.read(this.core.database);
    return computedFaults(
      definition,
      parsed.computed.mentions,
      own === null ? null : { kind: 'computed', key: own },
      references,
    );
  }

  /**
   * Whom a definition means now. Of many profiles by a sample, as large as it takes for an interval of semantics 4: at most a tenth of
   * the count wide, or 0.3 % of everybody.
   * @throws segment_invalid, statement_timeout
   */
  async preview(definition: Json): Promise<Preview> {
    const node = this.parse(definition);
    const sentences = { en: sentenceOf(node, 'en'), 'zh-Hans': sentenceOf(node, 'zh-Hans') };
    const drawn = await this.draw.first();
    if (drawn === null) {
      const counted = await this.everyone((sql, catalogue) =>
        store.readMembers(sql, compile([node], catalogue.surroundings(this.core.now(), 'everyone'))),
      );
      const everyone = await store.countEveryone(this.core.database);
      return { ...counted, low: counted.count, high: counted.count, exact: true, everyone, sentences };
    }
    return { ...(await this.estimate(node, drawn)), exact: false, sentences };
  }

  private async estimate(node: DefinitionNode, drawn: Drawn): Promise<Omit<Preview, 'exact' | 'sentences'>> {
    const { everyone } = drawn;
    let hits = 0;
    let sampled = 0;
    let sample: readonly number[] = [];
    let share = 0;
    for (const roots of drawn.parts()) {
      const counted = await Promise.all(lanesOf(roots.ids).map((ids) => this.membersAmong(node, ids)));
      hits += counted.reduce((sum, { count }) => sum + count, 0);
      sampled += roots.ids.length;
      sample = [...sample, ...counted.flatMap((one) => one.sample)].slice(0, limits.segmentSampleMax);
      share = sampled === 0 ? 0 : hits / sampled;
      // Of a rare thing the count is known before there are members enough to look at.
      const looked = sample.length < limits.segmentSampleMax ? sampleDraws - sampled : 0;
      if (isNarrow(sampleInterval(hits, sampled, everyone), share) && looked <= 0) break;
      roots.wanted(Math.max(drawsFor(share, everyone) - sampled, looked));
    }
    const { low, high } = sampleInterval(hits, sampled, everyone);
    const of = (part: number): number => Math.round(part * everyone);
    return { count: of(share), low: of(low), high: of(high), everyone, sample };
  }

  private membersAmong(node: DefinitionNode, roots: readonly number[]): Promise<store.Counted> {
    return this.few((sql, catalogue) =>
      store.readMembers(sql, compile([node], catalogue.surroundings(this.core.now(), { roots }))),
    );
  }

  /** As `SegmentReader.draw`. */
  async drawn(
    key: string | null,
    count: number,
  ): Promise<{ readonly size: number; readonly roots: readonly number[] }> {
    const { database } = this.core;
    if (key === null) return this.draw.some(count);
    const [segment] = await segmentsByKeys(database, [key]);
    if (segment === undefined) throw new RapportError('segment_not_found');
    const { id, size } = segment;
    const roots =
      size > count
        ? await store.drawMembers(database, id, { size, count })
        : await membersOf(database, id, { forward: true, count });
    return { size, roots };
  }

  /** @throws segment_invalid, statement_timeout */
  async count(definition: Json): Promise<number> {
    const node = this.parse(definition);
    return this.everyone((sql, catalogue) =>
      store.countMembers(sql, compile([node], catalogue.surroundings(this.core.now(), 'everyone'))),
    );
  }

  /** Whom it meant at `asOf` (epoch ms), by what was known then. @throws segment_invalid, bad_input, statement_timeout */
  async backTest(definition: Json, asOf: number): Promise<BackTest> {
    if (asOf > this.core.now()) throw new RapportError('bad_input', '`asOf` lies in the future.');
    const node = this.parse(definition);
    return this.everyone(async (sql, catalogue) => {
      const counted = await store.readMembers(sql, compile([node], catalogue.surroundings(asOf, 'everyone', asOf)));
      return { ...counted, everyone: await store.countEveryone(sql, asOf), notes: notesOn(node, catalogue) };
    });
  }

  /** Who would come and go. @throws segment_not_found, segment_invalid, statement_timeout */
  async change(segmentId: string, definition: Json): Promise<store.Change> {
    const node = this.parse(definition);
    const segment = await this.segment(segmentId);
    return this.everyone((sql, catalogue) =>
      store.readChange(sql, compile([node], catalogue.surroundings(this.core.now(), 'everyone')), segment.id),
    );
  }

  /** Why this profile is in the segment or not: of what counts, of a draft of what is written. @throws segment_not_found */
  async explainSegment(segmentId: string, rootId: number): Promise<Explained> {
    const segment = await this.segment(segmentId);
    const catalogue = await this.catalogues.read(this.core.database);
    const counting = catalogue.nodeOf(segment.key);
    if (counting !== undefined) return this.explain(counting, rootId);
    const [last] = await readVersions(this.core.database, segment.id, 1);
    return this.explainDefinition(last?.definition ?? segment.draft, rootId);
  }

  /** @throws segment_invalid */
  async explainDefinition(definition: Json, rootId: number): Promise<Explained> {
    return this.explain(this.parse(definition), rootId);
  }

  private async explain(node: DefinitionNode, rootId: number): Promise<Explained> {
    const [row] = await this.few((sql, catalogue) =>
      sql.rows<ExplanationRow>(compileExplanation(node, catalogue.surroundings(this.core.now(), { roots: [rootId] }))),
    );
    if (row === undefined) throw new RapportError('profile_not_found');
    return readExplanation(node, row);
  }

  private parse(definition: Json): DefinitionNode {
    const parsed = this.definitions.parse(definition);
    if (!parsed.ok) throw invalid(parsed.faults);
    return parsed.node;
  }

  private async segment(publicId: string): Promise<SegmentRow> {
    const [segment] = await segmentsByPublicIds(this.core.database, [publicId]);
    if (segment === undefined) throw new RapportError('segment_not_found');
    return segment;
  }

  private everyone<T>(work: (sql: Session, catalogue: Catalogue) => Promise<T>): Promise<T> {
    return this.ask(work, limits.segmentPreviewMilliseconds, everyoneSettings);
  }

  private few<T>(work: (sql: Session, catalogue: Catalogue) => Promise<T>): Promise<T> {
    return this.ask(work, limits.segmentPreviewMilliseconds, fewSettings);
  }

  private ask<T>(
    work: (sql: Session, catalogue: Catalogue) => Promise<T>,
    statementMilliseconds: number,
    settings: Readonly<Record<string, string>>,
  ): Promise<T> {
    return this.core.database.transaction(async (sql) => work(sql, await this.catalogues.read(sql)), {
      statementMilliseconds,
      settings,
    });
  }
}

/** Profiles that were drawn, in parts: the first is evaluated by each preview, the next where it is not enough. */
type Drawn = {
  readonly everyone: number;
  parts(): Iterable<{ readonly ids: readonly number[]; wanted(more: number): void }>;
};

/**
 * Enough for a share of a half and more, and to know of the others how many they take. Of 40 definitions of the bench the median took
 * 107 ms where 8,000 at once took 159 (100,000 customers, at a load of 4); rare shares take as long as before.
 */
const firstDraws = 2_000;
/** Among so many ten members are looked for. */
const sampleDraws = 8_000;
const drawsMax = 60_000;
/** A part that is worth it is evaluated by so many statements side by side. */
const lanes = 2;
const laneDrawsMin = 2_000;
const drawnMilliseconds = 60_000;

/**
 * One draw serves the previews of a minute, so that a number does not jump while somebody types: whatever he changes is compared on
 * the same people.
 */
class Draw {
  private current: { readonly at: number; readonly everyone: number; readonly ids: readonly number[] } | undefined;

  constructor(private readonly core: Pick<Core, 'database' | 'now'>) {}

  /** null: there are so few that everybody is counted. */
  async first(): Promise<Drawn | null> {
    const { database, now } = this.core;
    if (this.current === undefined || this.current.at < now() - drawnMilliseconds) {
      if (!(await store.areMoreThan(database, limits.segmentPreviewExactMax))) return null;
      const ids = await store.drawRoots(database, drawsMax, 0.5);
      const everyone = await store.countEveryone(database);
      this.current = { at: now(), everyone, ids: shuffled(ids) };
    }
    const { everyone, ids } = this.current;
    return { everyone, parts: () => parts(ids) };
  }

  async some(count: number): Promise<{ readonly size: number; readonly roots: readonly number[] }> {
    const drawn = await this.first();
    if (drawn !== null) {
      const [part] = drawn.parts();
      return { size: drawn.everyone, roots: part?.ids.slice(0, count) ?? [] };
    }
    const all = await store.fewRoots(this.core.database);
    return { size: all.length, roots: shuffled(all).slice(0, count) };
  }
}

function lanesOf(ids: readonly number[]): (readonly number[])[] {
  const size = Math.max(laneDrawsMin, Math.ceil(ids.length / lanes));
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, lane) => ids.slice(lane * size, (lane + 1) * size));
}

function* parts(ids: readonly number[]): Generator<{ ids: readonly number[]; wanted(more: number): void }> {
  let from = 0;
  let size = firstDraws;
  while (from < ids.length) {
    const part = ids.slice(from, from + size);
    from += part.length;
    yield {
      ids: part,
      wanted: (more) => {
        size = Math.max(more, 1_000);
      },
    };
  }
}

/** By a fixed rule that scatters neighbours: each part is spread over everybody. */
function shuffled(ids: readonly number[]): number[] {
  const scattered = (id: number): number => Math.imul(id ^ (id >>> 15), 0x2c1b3c6d) >>> 0;
  return [...ids].sort((a, b) => scattered(a) - scattered(b));
}

/** What a look back cannot know. */
function notesOn(node: DefinitionNode, catalogue: Catalogue): BackTest['notes'] {
  const mentions = catalogue.mentionsOf(node);
  const all = [
    {
      code: 'identity_of_today',
      en: 'Who is who is as known today; people who were erased since are missing.',
      'zh-Hans': '身份合并以当前为准；此后被删除的客户不计入。',
    },
    ...(mentions.traits.length === 0
      ? []
      : [
          {
            code: 'traits_from_events',
            en: 'Traits are rebuilt from the events that had arrived; traits written once are missing.',
            'zh-Hans': '属性由当时已到达的事件还原；仅写一次的属性不计入。',
          },
        ]),
    ...(mentions.conversations
      ? [
          {
            code: 'conversations_of_today',
            en: 'Conversations that were open by then count with what is known of them today.',
            'zh-Hans': '当时已开启的会话按目前所知的信息计算。',
          },
        ]
      : []),
    ...(mentions.segments.length === 0 && mentions.computed.length === 0
      ? []
      : [
          {
            code: 'references_of_today',
            en: 'Segments and computed traits that it names mean what they mean today.',
            'zh-Hans': '引用的人群与计算属性按目前的定义计算。',
          },
        ]),
  ];
  return all;
}

/** As people and pages read it. @param mask hides what this reader may not see */
export function explanationJson(one: Explained, mask: (node: DefinitionNode, seen: Json) => Json): JsonObject {
  const { node } = one;
  return {
    path: one.path,
    kind: 'condition' in node ? node.condition.kind : node.group,
    sentence: { en: clauseOf(node, 'en'), 'zh-Hans': clauseOf(node, 'zh-Hans') },
    truth: one.member,
    seen: mask(node, one.seen),
    flipsAt: one.flipsAt === null ? null : new Date(one.flipsAt).toISOString(),
    children: one.children.map((child) => explanationJson(child, mask)),
  };
}
