import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Core,
  cursorOf,
  type GraphqlContext,
  type GraphqlPart,
  isWhole,
  listConnection,
  type MembershipRecord,
  type PageArguments,
  pageRequest,
  type ProfileRecord,
  toConnection,
  type TransitionPosition,
  publicId,
} from '@rapport/sdk';
import { readSegments, segmentsByKeys, segmentsByPublicIds } from '../stores/segments';
import { changes } from './changes';
import { computedChanges, computedField, computedQueries, computedTypes } from './computed';
import { segmentFields, segmentFigures } from './fields';
import { explanationField, questionQueries, questionTypes, transitionTypes } from './questions';
import { webhookChanges, webhookQueries, webhookTypes } from './webhooks';

const feedCursor = cursorOf<TransitionPosition>(
  ({ position, id }) => [position, id],
  ([position, id]) => (isWhole(position) && isWhole(id) ? { position, id } : null),
);

/** What the plugin adds to the schema of the house. */
export const graphql: GraphqlPart = {
  typeDefs: readFileSync(
    path.join(path.dirname(require.resolve('@rapport/segments/package.json')), 'schema/segments.graphql'),
    'utf8',
  ),
  resolvers: (core) => ({
    SegmentKind: { RULE: 'rule', LIST: 'list' },
    SegmentState: { DRAFT: 'draft', PUBLISHED: 'published', PAUSED: 'paused' },
    TransitionCause: {
      EVENT: 'event',
      TIME: 'time',
      DEFINITION: 'definition',
      MERGE: 'merge',
      UNMERGE: 'unmerge',
      IMPORT: 'import',
      ERASE: 'erase',
      MANUAL: 'manual',
    },
    Query: { ...queries(core), ...questionQueries(core), ...computedQueries(core), ...webhookQueries(core) },
    Mutation: { ...changes(core), ...webhookChanges(core), ...computedChanges(core) },
    Segment: { ...segmentFields(core), ...segmentFigures(core) },
    ...questionTypes,
    ...transitionTypes,
    ...computedTypes(core),
    ...webhookTypes,
    Profile: {
      async memberships(profile: ProfileRecord, args: PageArguments, context: GraphqlContext) {
        context.require('segment.read');
        const of = context.load<number, readonly MembershipRecord[]>('segments.memberships', async (roots) => {
          const found = await core.segments?.memberships(roots);
          return roots.map((root) => found?.get(root) ?? []);
        });
        return listConnection(
          await of(profile.rootId),
          (one) => one.segmentKey,
          args,
          core.settings.graphql.pageSizeMax,
        );
      },
      segmentExplanation: explanationField(core),
      computed: computedField(core),
    },
  }),
};

function queries(core: Core) {
  const { database } = core;
  const { pageSizeMax } = core.settings.graphql;
  return {
    async segments(
      _root: unknown,
      { text, ...paging }: PageArguments & { readonly text?: string | null },
      context: GraphqlContext,
    ) {
      context.require('segment.read');
      const wanted = (text ?? '').trim().toLowerCase();
      // There are at most limits.segmentsMax.
      const found = (await readSegments(database)).filter(({ name, key }) =>
        [name.toLowerCase(), key].some((one) => one.includes(wanted)),
      );
      return listConnection(found, (one) => one.publicId, paging, pageSizeMax);
    },
    async segment(
      _root: unknown,
      { segmentId, key }: { segmentId?: string | null; key?: string | null },
      context: GraphqlContext,
    ) {
      context.require('segment.read');
      const found =
        typeof segmentId === 'string'
          ? await segmentsByPublicIds(database, [publicId(segmentId)])
          : await segmentsByKeys(database, typeof key === 'string' ? [key] : []);
      return found[0] ?? null;
    },
    async segmentTransitions(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('segment.read');
      const { after, count } = pageRequest(args, feedCursor, pageSizeMax);
      const found = (await core.segments?.transitions({ after: after ?? null, count: count + 1 })) ?? [];
      const page = { items: found.slice(0, count), hasNext: found.length > count, hasPrevious: after !== undefined };
      return toConnection(
        page,
        feedCursor,
        (one) => one,
        (one) => one,
      );
    },
  };
}
