import type { IResolvers } from '@graphql-tools/utils';
import {
  catalogueOrders,
  changeKinds,
  eventTypes,
  exportFormats,
  importStates,
  planModes,
  reviewDecisions,
  reviewReasons,
  sourceKinds,
} from '@rapport/sdk';
import { auditQueries, auditResolvers } from './audit';
import { catalogueMutations, catalogueQueries, catalogueResolvers } from './catalogue';
import { customerResolvers } from './customers';
import { helpdeskResolvers } from './helpdesk';
import { importResolvers } from './import';
import { mutationResolvers, payloadResolvers } from './mutation';
import { operationsResolvers } from './operations';
import { privacyMutations, privacyQueries, privacyResolvers } from './privacy';
import { partResolvers, profileResolvers } from './profile';
import { feedResolvers, queryResolvers } from './query';
import { savedViewResolvers } from './saved-view';
import { sourceMutations, sourceQueries, sourceResolvers } from './source';
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
    ExportFormat: capitals(exportFormats),
    ExportLanguage: { EN: 'en', ZH_HANS: 'zh-Hans' },
    SourceKind: capitals(sourceKinds),
    VolumeUnit: capitals(['hour', 'day']),
    PlanMode: capitals(planModes),
    ImportState: capitals(importStates),
    FindingLevel: capitals(['ok', 'advice', 'serious']),
    Health: operationsResolvers.Health,
    Checks: operationsResolvers.Checks,
    Helpdesk: helpdeskResolvers.Helpdesk,
    HelpdeskSync: helpdeskResolvers.HelpdeskSync,
    StorageReport: operationsResolvers.StorageReport,
    Retention: operationsResolvers.Retention,
    RetentionPayload: operationsResolvers.RetentionPayload,
    WelcomePayload: operationsResolvers.WelcomePayload,
    CatalogueOrder: capitals(catalogueOrders),
    Query: {
      ...queryResolvers,
      ...customerResolvers.Query,
      ...savedViewResolvers.Query,
      ...importResolvers.Query,
      ...helpdeskResolvers.Query,
      ...sourceQueries,
      ...catalogueQueries,
      ...operationsResolvers.Query,
      ...auditQueries,
      ...privacyQueries,
    },
    Mutation: {
      ...mutationResolvers,
      ...savedViewResolvers.Mutation,
      ...importResolvers.Mutation,
      ...helpdeskResolvers.Mutation,
      ...sourceMutations,
      ...catalogueMutations,
      ...operationsResolvers.Mutation,
      ...privacyMutations,
    },
    Viewer: customerResolvers.Viewer,
    Profile: { ...profileResolvers, ...customerResolvers.Profile },
    SavedView: savedViewResolvers.SavedView,
    Import: importResolvers.Import,
    ...partResolvers,
    ...feedResolvers,
    ...payloadResolvers,
    ...sourceResolvers,
    ...catalogueResolvers,
    EventName: { ...feedResolvers.EventName, ...catalogueResolvers.EventName },
    ...auditResolvers,
    ...privacyResolvers,
  };
}
