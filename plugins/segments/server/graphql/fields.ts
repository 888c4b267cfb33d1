import {
  type Core,
  cursorOf,
  type GraphqlContext,
  isGiven,
  isWhole,
  limits,
  numberCursor,
  type PageArguments,
  pageRequest,
  RapportError,
  searchCursor,
  type SearchHit,
  toConnection,
  type TransitionRecord,
  publicId,
} from '@rapport/sdk';
import { live } from '../live';
import { membersPage } from '../reader';
import { type BuildRow, lastBuilds } from '../stores/builds';
import { type DayRow, lastTransitionTimes, membersAmong, readHistory, readOverlap } from '../stores/figures';
import { readVersions, type SegmentRow, segmentsByPublicIds } from '../stores/segments';
import { latestTransitions } from '../stores/transitions';
import { withProfiles } from './pages';

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

/** Of a segment: what it is, who is in it, who came and went. */
export function segmentFields(core: Core) {
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
export function segmentFigures(core: Core) {
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
