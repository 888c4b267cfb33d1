import type { IResolvers } from '@graphql-tools/utils';
import { changeKinds, eventTypes, reviewDecisions, reviewReasons } from '@rapport/sdk';
import { customerResolvers } from './customers';
import { mutationResolvers, payloadResolvers } from './mutation';
import { partResolvers, profileResolvers } from './profile';
import { feedResolvers, queryResolvers } from './query';
import { savedViewResolvers } from './saved-view';
import { date, dateTime, json } from './scalars';

/** Enums are written in capitals outside: `keep_apart` is KEEP_APART. */
function capitals(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));
}

export function resolvers(): IResolvers {
  return {
    DateTime: dateTime,
    Date: date,
    JSON: json,
    EventType: capitals(eventTypes),
    ChangeKind: capitals(changeKinds),
    ReviewReason: capitals(reviewReasons),
    ReviewDecision: capitals(reviewDecisions),
    ReviewStatus: capitals(['open', 'merged', 'kept_apart', 'dismissed']),
    ReviewType: capitals(['conflict', 'suggestion']),
    Query: { ...queryResolvers, ...customerResolvers.Query, ...savedViewResolvers.Query },
    Mutation: { ...mutationResolvers, ...savedViewResolvers.Mutation },
    Viewer: customerResolvers.Viewer,
    Profile: { ...profileResolvers, ...customerResolvers.Profile },
    SavedView: savedViewResolvers.SavedView,
    ...partResolvers,
    ...feedResolvers,
    ...payloadResolvers,
  };
}
