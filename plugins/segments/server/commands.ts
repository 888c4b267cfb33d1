import {
  type Core,
  type DefinitionFault,
  type Json,
  limits,
  type Mentions,
  RapportError,
  type Transaction,
} from '@rapport/sdk';
import { type DefinitionNode, type DefinitionReader, mentionsOf } from '../domain/definition';
import { referenceFaults } from '../domain/references';
import { cancelBuilds, insertBuild } from './stores/builds';
import { bumpGeneration } from './stores/catalogue';
import { type Due, hurryDues, insertDues } from './stores/dues';
import { addToList, findByIdentifiers, findProfiles, removeFromList, rootsOfLeaves } from './stores/lists';
import { hurryValues } from './stores/computed';
import * as segments from './stores/segments';
import type { CatalogueReader } from './live/catalogue';
import { segmentLock } from './live/evaluate';

export type SegmentDraft = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: 'rule' | 'list';
  /** Of a rule; of a list nothing. */
  readonly definition: Json;
};

export const keyPattern = /^[a-z][a-z0-9_-]{0,63}$/;

/** What people do to segments. Every method names its actor and answers with the segment as it is then. */
export class SegmentCommands {
  constructor(
    private readonly core: Core,
    private readonly definitions: DefinitionReader,
    private readonly catalogues: CatalogueReader,
    private readonly newPublicId: () => string,
  ) {}

  /** @throws segment_invalid, segment_key_taken, segments_exhausted */
  async create(draft: SegmentDraft, actor: string): Promise<segments.SegmentRow> {
    if (!keyPattern.test(draft.key))
      throw new RapportError('segment_invalid', 'A key is lower case letters, digits, - and _, 64 at the most.');
    checkName(draft.name);
    if (draft.kind === 'rule') this.parse(draft.definition);
    const by = { actor, at: this.core.now() };
    return this.transaction(async (sql) => {
      if ((await segments.countSegments(sql)) >= limits.segmentsMax) throw new RapportError('segments_exhausted');
      const publicId = this.newPublicId();
      const id = await segments.insertSegment(sql, {
        ...{ ...draft, publicId, ...by },
        draft: draft.kind === 'list' ? null : draft.definition,
      });
      if (id === null) throw new RapportError('segment_key_taken');
      // Nobody is in a new list: there is nothing to build.
      if (draft.kind === 'list') {
        const version = await segments.insertVersion(sql, id, null, by);
        await segments.changeSegment(sql, id, { state: 'published', version }, by);
        await bumpGeneration(sql);
      }
      return publicId;
    });
  }

  /** What people see of it at once; the definition counts once it is published. @throws segment_not_found, segment_invalid */
  async change(
    publicId: string,
    change: { readonly name?: string; readonly description?: string; readonly definition?: Json },
    actor: string,
  ): Promise<segments.SegmentRow> {
    if (change.name !== undefined) checkName(change.name);
    if (change.definition !== undefined) this.parse(change.definition);
    return this.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      if (segment.kind === 'list' && change.definition !== undefined)
        throw new RapportError('segment_invalid', 'A list has no definition.');
      const { name, description, definition } = change;
      await segments.changeSegment(
        sql,
        segment.id,
        { name, description, draft: definition },
        { actor, at: this.core.now() },
      );
      return publicId;
    });
  }

  /**
   * The draft is built beside what counts, and takes its place. Of a paused segment whose draft says nothing new the last version
   * is built again.
   * @throws segment_not_found, segment_invalid
   */
  async publish(publicId: string, actor: string): Promise<segments.SegmentRow> {
    const by = { actor, at: this.core.now() };
    return this.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      if (segment.kind === 'rule') await this.checkReferences(sql, segment);
      const [last] = await segments.readVersions(sql, segment.id, 1);
      const isNew = last === undefined || JSON.stringify(last.definition) !== JSON.stringify(segment.draft);
      const version = isNew ? await segments.insertVersion(sql, segment.id, segment.draft, by) : last.version;
      await segments.changeSegment(sql, segment.id, { state: 'published' }, by);
      await insertBuild(sql, { segmentId: segment.id, version, at: by.at });
      await bumpGeneration(sql);
      return publicId;
    });
  }

  /** Whoever is in it stays, whatever happens. @throws segment_not_found */
  async pause(publicId: string, actor: string): Promise<segments.SegmentRow> {
    return this.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      await sql.lock(segmentLock(segment.id));
      await segments.changeSegment(sql, segment.id, { state: 'paused' }, { actor, at: this.core.now() });
      await cancelBuilds(sql, segment.id, this.core.now());
      await segments.stopClocks(sql, segment.id);
      await bumpGeneration(sql);
      return publicId;
    });
  }

  /** Everybody leaves it, and it is gone. @throws segment_not_found, segment_in_use */
  async remove(publicId: string): Promise<void> {
    const { database, now } = this.core;
    await database.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      await sql.lock(segmentLock(segment.id));
      const catalogue = await this.catalogues.read(sql);
      const user =
        catalogue.followed.find((one) => mentionsOf(one.node).segments.includes(segment.key)) ??
        catalogue.computed.find((one) => one.definition.mentions.segments?.includes(segment.key));
      if (user !== undefined) throw new RapportError('segment_in_use', `By ${user.key}.`);
      const [use] = (await this.core.segmentUses(sql, [segment.key])).filter(({ isLive }) => isLive);
      if (use !== undefined) throw new RapportError('segment_in_use', `By ${use.name}.`);
      await segments.emptySegment(sql, segment.id, now());
      await segments.deleteSegment(sql, segment.id);
      await bumpGeneration(sql);
    });
    this.core.wake();
  }

  /** @throws segment_not_found, segment_invalid (no list), profile_not_found */
  async addMembers(publicId: string, profileIds: readonly string[], actor: string): Promise<segments.SegmentRow> {
    return this.changeList(publicId, actor, async (sql, id) => {
      const added = await addToList(sql, id, await leavesOf(sql, profileIds), { actor, at: this.core.now() });
      return added.map((one) => one.leafId);
    });
  }

  /** Also those with whom they were merged. @throws as addMembers */
  async removeMembers(publicId: string, profileIds: readonly string[], actor: string): Promise<segments.SegmentRow> {
    return this.changeList(publicId, actor, async (sql, id) =>
      removeFromList(sql, id, await leavesOf(sql, profileIds)),
    );
  }

  /** Profiles by an identifier of theirs, at most `listChangeMax`. @throws segment_not_found, segment_invalid (no list) */
  async addByIdentifiers(
    publicId: string,
    { kind, values }: { readonly kind: string; readonly values: readonly string[] },
    actor: string,
  ): Promise<{ readonly added: number; readonly unknown: readonly string[] }> {
    const result = { added: 0, unknown: values };
    await this.changeList(publicId, actor, async (sql, id) => {
      const found = await find(sql, kind, values);
      const known = new Set(found.map((one) => one.value));
      result.unknown = values.filter((value) => !known.has(value));
      const leafIds = [...new Set(found.map((one) => one.leafId))];
      const added = await addToList(sql, id, leafIds, { actor, at: this.core.now() });
      result.added = new Set(added.flatMap(({ rootId, isNew }) => (isNew ? [rootId] : []))).size;
      return added.map((one) => one.leafId);
    });
    return result;
  }

  private async changeList(
    publicId: string,
    actor: string,
    change: (sql: Transaction, segmentId: number) => Promise<number[]>,
  ): Promise<segments.SegmentRow> {
    return this.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      if (segment.kind !== 'list')
        throw new RapportError('segment_invalid', 'Only into a list people are put by hand.');
      const leafIds = await change(sql, segment.id);
      const why = { profileIds: await rootsOfLeaves(sql, leafIds), cause: 'manual', evidence: { actor } } as const;
      const catalogue = await this.catalogues.read(sql);
      const segmentIds = new Set(catalogue.leadingTo(segment.key).map((one) => one.segmentId));
      const dues: Due[] = [...segmentIds].map((segmentId) => ({ segmentId, ...why }));
      await insertDues(sql, dues, this.core.now());
      const ids = catalogue.computedLeadingTo(segment.key).map((one) => one.id);
      await hurryValues(sql, { ids, profileIds: why.profileIds, now: this.core.now() });
      return publicId;
    });
  }

  /** Tries a segment that fails again at once. @throws segment_not_found */
  async retry(publicId: string): Promise<segments.SegmentRow> {
    return this.transaction(async (sql) => {
      const segment = await held(sql, publicId);
      await segments.hurryRetry(sql, segment.id, this.core.now());
      await hurryDues(sql, segment.id, this.core.now());
      await bumpGeneration(sql);
      return publicId;
    });
  }

  private parse(definition: Json): DefinitionNode {
    const parsed = this.definitions.parse(definition);
    if (!parsed.ok) throw invalid(parsed.faults);
    return parsed.node;
  }

  private async checkReferences(sql: Transaction, segment: segments.SegmentRow): Promise<void> {
    const node = this.parse(segment.draft);
    const catalogue = await this.catalogues.read(sql);
    const faults = referenceFaults(node, { kind: 'segment', key: segment.key }, catalogue.references);
    if (faults.length > 0) throw invalid(faults);
    checkTraits(this.core, catalogue.mentionsOf(node));
  }

  private async transaction(work: (sql: Transaction) => Promise<string>): Promise<segments.SegmentRow> {
    const publicId = await this.core.database.transaction(work);
    this.core.wake();
    const [segment] = await segments.segmentsByPublicIds(this.core.database, [publicId]);
    if (segment === undefined) throw new RapportError('segment_not_found');
    return segment;
  }
}

/** @throws bad_input, profile_not_found */
async function leavesOf(sql: Transaction, profileIds: readonly string[]): Promise<number[]> {
  if (profileIds.length > limits.listChangeMax)
    throw new RapportError('bad_input', `At most ${limits.listChangeMax} profiles at once.`);
  const found = await findProfiles(sql, profileIds);
  if (found.length < new Set(profileIds).size) throw new RapportError('profile_not_found');
  return found.map((one) => one.leafId);
}

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function find(sql: Transaction, kind: string, values: readonly string[]) {
  if (kind !== 'profile_id') return findByIdentifiers(sql, kind, values);
  const found = await findProfiles(
    sql,
    values.filter((value) => uuid.test(value)),
  );
  return found.map(({ publicId, leafId }) => ({ value: publicId, leafId }));
}

async function held(sql: Transaction, publicId: string): Promise<segments.SegmentRow> {
  const segment = await segments.lockSegment(sql, publicId);
  if (segment === null) throw new RapportError('segment_not_found');
  return segment;
}

export function checkName(name: string, code: 'segment_invalid' | 'computed_trait_invalid' = 'segment_invalid'): void {
  if (name.trim() === '' || name.length > limits.segmentNameCharsMax)
    throw new RapportError(code, `A name has 1 to ${limits.segmentNameCharsMax} characters.`);
}

/**
 * The compiler folds traits of merged profiles by the newest write. By another policy of identity a condition would see others than
 * everybody else does.
 * @throws segment_traits_unsupported
 */
export function checkTraits({ settings }: Pick<Core, 'settings'>, { traits = [] }: Mentions): void {
  if (traits.length > 0 && settings.traitsMerge !== 'newest')
    throw new RapportError('segment_traits_unsupported', `identity.traits says ${settings.traitsMerge}.`);
}

/** The first fault in the sentence, with its path; there may be more. */
export function invalid(faults: readonly DefinitionFault[]): RapportError {
  const [first] = faults;
  return new RapportError('segment_invalid', first === undefined ? undefined : `${first.path}: ${first.message}`);
}
