import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Core,
  cursorOf,
  type GraphqlContext,
  type GraphqlPart,
  isGiven,
  isWhole,
  listConnection,
  type PageArguments,
  pageRequest,
  type ProfileRecord,
  type RankPosition,
  type SegmentState,
  toConnection,
} from '@rapport/sdk';
import { actions } from '../../domain/next-best-action/actions';
import { readyByKey } from '../../domain/situations/ready';
import { segmentKeyOf, situationLimits } from '../../domain/situations/situation';
import { serviceOf } from '../service';
import type { SituationRow } from '../stores/situations';
import { situationChanges } from './changes';
import { currentFor, customerFields, localeOf, textsIn } from './customer';
import { profileByPublicId } from './profile';
import { suggestionChanges, suggestionQueries, suggestionTypes } from './suggestions';

/** Epoch ms, in the year 2255: a cursor beyond it was made up. */
const sinceMax = 9_000_000_000_000;
const isUpTo = (value: unknown, max: number): value is number => isWhole(value) && value >= 0 && value <= max;

const rankCursor = cursorOf<RankPosition>(
  ({ weight, since, rootId }) => [weight, since, rootId],
  ([weight, since, rootId]) =>
    isUpTo(weight, situationLimits.severityMax) && isUpTo(since, sinceMax) && isWhole(rootId)
      ? { weight, since, rootId }
      : null,
);

/** Situations: definitions, who is in them, what to do. */
export const situationsPart: GraphqlPart = {
  typeDefs: readFileSync(
    path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'schema/situations.graphql'),
    'utf8',
  ),
  resolvers: (core) => ({
    Vertical: { ANY: 'any', RETAIL: 'retail', SAAS: 'saas', SERVICES: 'services' },
    Query: { ...queries(core), ...suggestionQueries(core) },
    Mutation: { ...situationChanges(core), ...suggestionChanges(core) },
    Situation: situationFields(core),
    Profile: customerFields(core),
    NeedsAttention: {
      profile: (one: RankPosition, _args: unknown, context: GraphqlContext) => profileOf(one.rootId, context),
      severity: (one: RankPosition) => one.weight,
    },
    ...suggestionTypes,
  }),
};

function queries(core: Core) {
  const { pageSizeMax } = core.settings.graphql;
  const { situations } = serviceOf(core);
  return {
    async situations(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('situation.read');
      return listConnection(await situations.all(), (one) => one.key, args, pageSizeMax);
    },
    async situation(_root: unknown, { key }: { key: string }, context: GraphqlContext) {
      context.require('situation.read');
      return (await situations.all()).find((one) => one.key === key) ?? null;
    },
    async needsAttention(
      _root: unknown,
      { situation, ...args }: PageArguments & { situation?: string | null },
      context: GraphqlContext,
    ) {
      context.require('situation.read');
      context.require('profile.read');
      context.noteRead();
      const enabled = (await situations.all()).filter((one) => one.enabled);
      const wanted = isGiven(situation) ? enabled.filter((one) => one.key === situation) : enabled;
      const ranked = wanted.map(({ key, severity, expiresSeconds }) => ({
        ...{ key: segmentKeyOf(key), weight: severity },
        since: core.now() - expiresSeconds * 1_000,
      }));
      const request = pageRequest(args, rankCursor, pageSizeMax);
      const nobody = { items: [], hasNext: false, hasPrevious: false };
      const page = (await core.segments?.ranked(ranked, request)) ?? nobody;
      return toConnection(
        page,
        rankCursor,
        (one) => one,
        (one) => one,
      );
    },
    async situationPreview(
      _root: unknown,
      args: { key: string; profileId: string; evidence: unknown; locale?: string | null },
      context: GraphqlContext,
    ) {
      context.require('situation.read');
      context.require('profile.read');
      const profile = await profileByPublicId(args.profileId, context);
      context.noteRead(profile.publicId);
      return situations.preview(args.key, textsIn(args.evidence), ...currentFor(profile, localeOf(args), context));
    },
    nextActions(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('situation.read');
      return actions.map(({ key, label, effect }) => ({ key, label, effect }));
    },
  };
}

function profileOf(rootId: number, context: GraphqlContext): Promise<ProfileRecord | null> {
  return context.load<number, ProfileRecord | null>('empathy.profiles', (roots) =>
    context.core.read.profiles.byLeafIds(roots),
  )(rootId);
}

function situationFields({ segments }: Core) {
  const stateOf = (row: SituationRow, context: GraphqlContext) =>
    context.load<string, SegmentState | null>('empathy.segments', async (keys) => {
      const found = (await segments?.states(keys)) ?? [];
      return keys.map((key) => found.find((one) => one.key === key) ?? null);
    })(segmentKeyOf(row.key));
  return {
    situationId: (row: SituationRow) => row.publicId,
    isReady: (row: SituationRow) => readyByKey.has(row.key),
    segmentKey: (row: SituationRow) => segmentKeyOf(row.key),
    state: async (row: SituationRow, _args: unknown, context: GraphqlContext) =>
      (await stateOf(row, context))?.state ?? null,
    size: async (row: SituationRow, _args: unknown, context: GraphqlContext) =>
      (await stateOf(row, context))?.size ?? 0,
    failure: async (row: SituationRow, _args: unknown, context: GraphqlContext) =>
      (await stateOf(row, context))?.failure ?? null,
  };
}
