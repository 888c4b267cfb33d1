import {
  type Core,
  type GraphqlContext,
  type Json,
  type JsonObject,
  KeptCounts,
  laneCount,
  limits,
  listConnection,
  once,
  type PageArguments,
  type ProfileRecord,
  type MutationInput,
} from '@rapport/sdk';
import { parseComputed } from '../../domain/computed';
import { compileComputedExplanation, type ComputedExplanationRow } from '../compile/compile';
import { live } from '../live';
import { maskedComputed } from '../masked-values';
import * as store from '../stores/computed';

/** So long the values of one are not counted again, for each: 5 s for 1,000,000, of which 150 ms are counting (3 % of a core). */
const keptMillisecondsPerValue = 0.005;

type KeyInput = MutationInput & { readonly key: string };
type CreateInput = KeyInput & {
  readonly name: string;
  readonly description?: string | null;
  readonly definition: Json;
};
type ChangeInput = KeyInput & {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly definition?: Json;
};

export function computedQueries({ database, settings }: Core) {
  return {
    async computedTraits(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('segment.read');
      const all = await store.readComputed(database);
      return listConnection(all, (one) => one.publicId, args, settings.graphql.pageSizeMax);
    },
    async computedTrait(_root: unknown, { key }: { key: string }, context: GraphqlContext) {
      context.require('segment.read');
      return (await store.computedByKeys(database, [key]))[0] ?? null;
    },
  };
}

export function computedTypes(core: Core) {
  const { database } = core;
  const counts = new KeptCounts<number>((count) => count, keptMillisecondsPerValue);
  return {
    ComputedTraitState: { DRAFT: 'draft', PUBLISHED: 'published' },
    ComputedTrait: {
      computedTraitId: (one: store.ComputedRow) => one.publicId,
      kind(one: store.ComputedRow): string {
        const parsed = parseComputed(one.draft, live(core).definitions);
        return 'computed' in parsed ? parsed.computed.kind : '';
      },
      state: (one: store.ComputedRow) => (one.version === 0 ? 'draft' : 'published'),
      definition: (one: store.ComputedRow) => one.draft,
      progress: (one: store.ComputedRow) => (one.builtVersion < one.version ? one.buildLane / laneCount : 1),
      profiles: (one: store.ComputedRow, _args: unknown, context: GraphqlContext): Promise<number> =>
        context.load<number, number>('segments.computedCounts', (ids) =>
          counts.read(ids, async (missing) => {
            const found = await store.countComputedValues(database, missing);
            return missing.map((id) => found.get(id) ?? 0);
          }),
        )(one.id),
      versions: (one: store.ComputedRow) =>
        store.readComputedVersions(database, one.id, limits.segmentVersionsListedMax),
      usedBy: (one: store.ComputedRow, _args: unknown, context: GraphqlContext): Promise<JsonObject> =>
        context.load<string, JsonObject>('segments.computedUsedBy', (keys) => live(core).usage.ofComputed(keys))(
          one.key,
        ),
    },
  };
}

export function computedChanges(core: Core) {
  const { computed } = live(core);
  const change = <I extends KeyInput>(
    name: string,
    scope: string,
    work: (input: I, actor: string) => Promise<store.ComputedRow>,
  ) => {
    return async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
      context.require(scope);
      await once(core, name, input, context, async () => ({
        key: (await work(input, context.principal.actor)).key,
      }));
      const [computedTrait = null] = await store.computedByKeys(core.database, [input.key]);
      return { clientMutationId: input.clientMutationId, computedTrait };
    };
  };
  return {
    createComputedTrait: change<CreateInput>('createComputedTrait', 'segment.write', (input, actor) =>
      computed.create(
        { key: input.key, name: input.name, description: input.description ?? '', definition: input.definition },
        actor,
      ),
    ),
    changeComputedTrait: change<ChangeInput>('changeComputedTrait', 'segment.write', (input, actor) =>
      computed.change(
        input.key,
        {
          ...(typeof input.name === 'string' ? { name: input.name } : {}),
          ...(typeof input.description === 'string' ? { description: input.description } : {}),
          ...(input.definition === undefined || input.definition === null ? {} : { definition: input.definition }),
        },
        actor,
      ),
    ),
    publishComputedTrait: change<KeyInput>('publishComputedTrait', 'segment.publish', (input, actor) =>
      computed.publish(input.key, actor),
    ),
    async removeComputedTrait(_root: unknown, { input }: { input: KeyInput }, context: GraphqlContext) {
      context.require('segment.publish');
      await computed.remove(input.key);
      return { clientMutationId: input.clientMutationId, removedKey: input.key };
    },
  };
}

/** What a profile has of computed traits, by key; two statements for all profiles of a request. */
export function computedField(core: Core) {
  return async (profile: ProfileRecord, _args: unknown, context: GraphqlContext) => {
    context.require('segment.read');
    const of = context.load<number, Json>('segments.computed', (roots) => computedOf(core, roots, context));
    return context.masking.evidence(await of(profile.rootId));
  };
}

async function computedOf(core: Core, roots: readonly number[], { masking }: GraphqlContext): Promise<Json[]> {
  const { database, now } = core;
  const catalogue = await live(core).catalogues.read(database);
  const values = await store.valuesOf(database, roots);
  const named = catalogue.computed.filter((one) => values.some(({ computedId }) => computedId === one.id));
  const rows =
    named.length === 0
      ? []
      : await database.rows<ComputedExplanationRow>(
          compileComputedExplanation(
            named.map((one) => one.definition),
            catalogue.surroundings(now(), { roots }),
          ),
        );
  return roots.map((root) => {
    const explanations = rows.find((row) => row.root === root)?.explanations ?? [];
    return named.flatMap((one, index) => {
      const found = values.find(({ profileId, computedId }) => profileId === root && computedId === one.id);
      if (found === undefined) return [];
      return {
        ...{ key: one.key, name: one.name, kind: one.definition.kind },
        value: maskedComputed(catalogue, one.key, found.value, masking),
        since: new Date(found.since).toISOString(),
        flipsAt: found.flipsAt === null ? null : new Date(found.flipsAt).toISOString(),
        explanation: explanations[index] ?? null,
      };
    });
  });
}
