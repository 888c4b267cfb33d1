import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Core,
  cursorOf,
  type GraphqlContext,
  type GraphqlPart,
  isGiven,
  isWhole,
  type Json,
  limits,
  listConnection,
  numberCursor,
  type MembershipRecord,
  type PageArguments,
  pageRequest,
  type ProfileRecord,
  RapportError,
  searchCursor,
  type SearchHit,
  toConnection,
  type TransitionPosition,
  type TransitionRecord,
} from '@rapport/sdk';
import { live } from '../live';
import { membersPage } from '../reader';
import { type BuildRow, lastBuilds } from '../stores/builds';
import { type DayRow, lastTransitionTimes, membersAmong, readHistory, readOverlap } from '../stores/figures';
import { readSegments, readVersions, type SegmentRow, segmentsByKeys, segmentsByPublicIds } from '../stores/segments';
import { latestTransitions } from '../stores/transitions';
import { deleteWebhook, readWebhooks, type WebhookRow } from '../stores/webhooks';
import { computedChanges, computedField, computedQueries, computedTypes } from './computed';
import { type Input, once } from './once';
import { publicId, withProfiles } from './pages';
import { explanationField, questionQueries, questionTypes, transitionTypes } from './questions';

type SegmentInput = Input & { readonly segmentId: string };
type CreateInput = Input &
  Pick<SegmentRow, 'key' | 'name'> & {
    readonly description?: string | null;
    readonly kind?: SegmentRow['kind'] | null;
    readonly definition?: Json;
  };
type ChangeInput = SegmentInput & {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly definition?: Json;
};
type MembersInput = SegmentInput & { readonly profileIds: readonly string[] };

const feedCursor = cursorOf<TransitionPosition>(
  ({ position, id }) => [position, id],
  ([position, id]) => (isWhole(position) && isWhole(id) ? { position, id } : null),
);
type HistoryPosition = { readonly commitId: number; readonly id: number };
const historyCursor = cursorOf<HistoryPosition>(
  ({ commitId, id }) => [commitId, id],
  ([commitId, id]) => (isWhole(commitId) && isWhole(id) ? { commitId, id } : null),
);
const searchCharsMax = 200;
/** Profiles that one search for members looks at, at the most: the next page goes on behind them. */
const searchPageSize = 100;
const searchPagesMax = 10;
const historyDays = 90;
const trendDays = 30;

type MemberArguments = PageArguments & { readonly search?: string | null };

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
    Query: { ...queries(core), ...questionQueries(core), ...computedQueries(core) },
    Mutation: { ...changes(core), ...webhookChanges(core), ...computedChanges(core) },
    Segment: { ...segmentFields(core), ...segmentFigures(core) },
    ...questionTypes,
    ...transitionTypes,
    ...computedTypes(core),
    SegmentWebhook: { webhookId: ({ publicId }: WebhookRow) => publicId },
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
    async segments(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('segment.read');
      return listConnection(await readSegments(database), (one) => one.publicId, args, pageSizeMax);
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
    async segmentWebhooks(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('segment.publish');
      return listConnection(await readWebhooks(database), (one) => one.publicId, args, pageSizeMax);
    },
  };
}

function segmentFields(core: Core) {
  const { database } = core;
  const { pageSizeMax } = core.settings.graphql;
  return {
    segmentId: (segment: SegmentRow) => segment.publicId,
    definition: (segment: SegmentRow) => segment.draft,
    build: async (segment: SegmentRow, _args: unknown, context: GraphqlContext): Promise<BuildRow | null> =>
      context.load<number, BuildRow | null>('segments.build', async (ids) => {
        const builds = await lastBuilds(database, ids);
        return ids.map((id) => builds.find((one) => one.segmentId === id) ?? null);
      })(segment.id),
    versions: (segment: SegmentRow) => readVersions(database, segment.id, limits.segmentVersionsListedMax),
    async members(segment: SegmentRow, { search, ...args }: MemberArguments, context: GraphqlContext) {
      context.require('profile.read');
      if (isGiven(search) && search.trim() !== '') return searchMembers(segment, search, args, context);
      const request = pageRequest(args, numberCursor, pageSizeMax);
      const page = await membersPage(database, segment.id, request);
      return withProfiles(
        toConnection(
          page,
          numberCursor,
          (root) => root,
          (root) => root,
        ),
        context,
      );
    },
    async transitions(segment: SegmentRow, args: PageArguments) {
      const { after, count } = pageRequest(args, historyCursor, pageSizeMax);
      const found = await latestTransitions(
        database,
        { segmentId: segment.id },
        { before: after ?? null, count: count + 1 },
      );
      const page = { items: found.slice(0, count), hasNext: found.length > count, hasPrevious: after !== undefined };
      return toConnection(
        page,
        historyCursor,
        ({ commitId, id }) => ({ commitId, id }),
        (one): TransitionRecord => one,
      );
    },
  };
}

/** Of one segment or of a whole list: one statement for each field. */
function segmentFigures(core: Core) {
  const { database, now, settings } = core;
  const daysOf = (context: GraphqlContext, days: number) =>
    context.load<number, readonly DayRow[]>(`segments.history.${days}`, async (ids) => {
      const found = await readHistory(database, ids, { days, now: now(), zone: settings.timeZone });
      return ids.map((id) => found.get(id) ?? []);
    });
  return {
    history: (segment: SegmentRow, { days }: { days?: number | null }, context: GraphqlContext) => {
      const count = days ?? historyDays;
      if (count < 1 || count > limits.segmentHistoryDaysMax)
        throw new RapportError('bad_input', `\`days\` is 1 to ${limits.segmentHistoryDaysMax}.`);
      return daysOf(context, count)(segment.id);
    },
    trend: async (segment: SegmentRow, _args: unknown, context: GraphqlContext) =>
      (await daysOf(context, trendDays)(segment.id)).map((one) => one.size),
    lastTransitionAt: (segment: SegmentRow, _args: unknown, context: GraphqlContext): Promise<number | null> =>
      context.load<number, number | null>('segments.lastTransition', async (ids) => {
        const found = await lastTransitionTimes(database, ids);
        return ids.map((id) => found.get(id) ?? null);
      })(segment.id),
    async overlap(segment: SegmentRow, { with: other }: { with: string }) {
      const [found] = await segmentsByPublicIds(database, [publicId(other)]);
      if (found === undefined) throw new RapportError('segment_not_found');
      return readOverlap(database, segment.id, found.id);
    },
    usedBy: (segment: SegmentRow) => live(core).usage.ofSegment(segment),
  };
}

/** Members of whom words begin a word of a searched trait, e-mail address or phone number: the search of profiles, less the others. */
async function searchMembers(segment: SegmentRow, text: string, args: PageArguments, context: GraphqlContext) {
  const { core } = context;
  const { read, database, settings } = core;
  if (text.length > searchCharsMax)
    throw new RapportError('bad_input', `A search has at most ${searchCharsMax} characters.`);
  context.noteRead();
  const { count, after } = pageRequest(args, searchCursor, settings.graphql.pageSizeMax);
  const hits: SearchHit[] = [];
  let from = after;
  let hasNext = true;
  for (let page = 0; page < searchPagesMax && hits.length < count && hasNext; page++) {
    const request = { count: searchPageSize, forward: true, after: from, text, keys: context.searchedKeys() };
    const found = await read.profiles.search(request);
    const ids = found.items.map((hit) => hit.rootId);
    const members = await membersAmong(database, segment.id, ids);
    hits.push(...found.items.filter((hit) => members.has(hit.rootId)));
    hasNext = found.hasNext;
    from = found.end ?? found.items.at(-1)?.position ?? from;
  }
  const shown = hits.slice(0, count);
  const end = hits.length > count ? shown.at(-1)?.position : from;
  const page = toConnection(
    { items: shown, hasNext: hasNext || hits.length > count, hasPrevious: after !== undefined },
    searchCursor,
    (hit) => hit.position,
    (hit) => hit.rootId,
  );
  const endCursor = end === undefined ? null : searchCursor.encode(end);
  return withProfiles({ ...page, pageInfo: { ...page.pageInfo, endCursor } }, context);
}

function changes(core: Core) {
  const { commands } = live(core);
  const by = ({ principal }: GraphqlContext): string => principal.actor;
  const named = { name: undefined, description: undefined, definition: undefined };
  return {
    createSegment: mutation<CreateInput>(core, 'createSegment', 'segment.write', (input, context) =>
      commands.create(
        {
          ...{ key: input.key, name: input.name, description: input.description ?? '' },
          ...{ kind: input.kind ?? 'rule', definition: input.definition ?? null },
        },
        by(context),
      ),
    ),
    changeSegment: mutation<ChangeInput>(core, 'changeSegment', 'segment.write', (input, context) => {
      const given = Object.entries({ ...named, ...input }).filter(
        ([field, value]) => field in named && value !== undefined && value !== null,
      );
      return commands.change(publicId(input.segmentId), Object.fromEntries(given), by(context));
    }),
    publishSegment: mutation<SegmentInput>(core, 'publishSegment', 'segment.publish', (input, context) =>
      commands.publish(publicId(input.segmentId), by(context)),
    ),
    pauseSegment: mutation<SegmentInput>(core, 'pauseSegment', 'segment.publish', (input, context) =>
      commands.pause(publicId(input.segmentId), by(context)),
    ),
    retrySegment: mutation<SegmentInput>(core, 'retrySegment', 'segment.publish', (input) =>
      commands.retry(publicId(input.segmentId)),
    ),
    addToSegment: mutation<MembersInput>(core, 'addToSegment', 'segment.write', (input, context) =>
      commands.addMembers(publicId(input.segmentId), input.profileIds.map(publicId), by(context)),
    ),
    removeFromSegment: mutation<MembersInput>(core, 'removeFromSegment', 'segment.write', (input, context) =>
      commands.removeMembers(publicId(input.segmentId), input.profileIds.map(publicId), by(context)),
    ),
    async removeSegment(_root: unknown, { input }: { input: SegmentInput }, context: GraphqlContext) {
      context.require('segment.publish');
      await commands.remove(publicId(input.segmentId));
      return { clientMutationId: input.clientMutationId, removedId: input.segmentId };
    },
  };
}

function webhookChanges(core: Core) {
  return {
    async createSegmentWebhook(
      _root: unknown,
      { input }: { input: Input & { url: string; segmentIds?: readonly string[] | null } },
      context: GraphqlContext,
    ) {
      context.require('segment.publish');
      const { url, segmentIds } = input;
      const made = await live(core).webhooks.create(
        { url, segmentIds: segmentIds?.map(publicId) ?? null },
        context.principal.actor,
      );
      return { clientMutationId: input.clientMutationId, ...made };
    },
    async removeSegmentWebhook(
      _root: unknown,
      { input }: { input: Input & { webhookId: string } },
      context: GraphqlContext,
    ) {
      context.require('segment.publish');
      if (!(await deleteWebhook(core.database, publicId(input.webhookId)))) throw new RapportError('segment_not_found');
      return { clientMutationId: input.clientMutationId, removedId: input.webhookId };
    },
  };
}

/** Asks for the right, does it once for an idempotency key, answers with the segment as it is then. */
function mutation<I extends Input>(
  core: Core,
  name: string,
  scope: string,
  work: (input: I, context: GraphqlContext) => Promise<SegmentRow>,
) {
  return async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
    context.require(scope);
    const { segmentId } = await once(core, name, input, context, async () => ({
      segmentId: (await work(input, context)).publicId,
    }));
    const [segment = null] = typeof segmentId === 'string' ? await segmentsByPublicIds(core.database, [segmentId]) : [];
    return { clientMutationId: input.clientMutationId, segment };
  };
}
