// Generated from plugins/outreach/admin/journeys/journeys.graphql by npm run generate.
import { graphqlDocument } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ApprovalState =
  | 'WAITING'
  | 'APPROVED'
  | 'DECLINED'
  /** It was changed meanwhile, or asked for again. */
  | 'WITHDRAWN';

export type JourneyState =
  | 'DRAFT'
  | 'RUNNING'
  | 'PAUSED'
  /** It lets nobody in any more. */
  | 'DONE';

export type JourneySimulationInput = {
  /** Its draft, unless a definition is given; its own messages of that time are not counted toward caps. */
  readonly journeyId?: string | null | undefined;
  readonly definition?: Json | null | undefined;
  readonly from: string;
  /** Not after now; 400 days after `from` at the most. */
  readonly to: string;
  /** `next` of the page before. */
  readonly after?: string | null | undefined;
};

export type CreateJourneyInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly key: string;
  readonly name: string;
  readonly definition: Json;
};

export type ChangeJourneyInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly journeyId: string;
  readonly name?: string | null | undefined;
  readonly definition?: Json | null | undefined;
};

export type JourneyInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly journeyId: string;
};

export type MoveJourneyInput = {
  readonly clientMutationId?: string | null | undefined;
  /** Sent again with the same key, the mutation is answered and not done again (for 24 hours). */
  readonly idempotencyKey?: string | null | undefined;
  readonly journeyId: string;
  readonly isPreview: boolean;
};

export type JourneysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type JourneysQuery = { readonly journeys: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly journeyId: string, readonly key: string, readonly name: string, readonly state: JourneyState, readonly version: number, readonly updatedAt: string, readonly figures: Json, readonly waitsFor: ReadonlyArray<{ readonly key: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type JourneyTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type JourneyTemplatesQuery = { readonly journeyTemplates: Json };

export type JourneyQueryVariables = Exact<{
  id: string;
}>;


export type JourneyQuery = { readonly journey: { readonly journeyId: string, readonly key: string, readonly name: string, readonly state: JourneyState, readonly definition: Json, readonly version: number, readonly versions: Json, readonly approval: { readonly state: ApprovalState, readonly askedBy: string, readonly askedByName: string | null, readonly askedAt: string, readonly startsAt: string | null, readonly decidedBy: string | null, readonly decidedByName: string | null, readonly decidedAt: string | null, readonly note: string | null, readonly mayDecide: boolean } | null } | null };

export type JourneyFiguresQueryVariables = Exact<{
  id: string;
}>;


export type JourneyFiguresQuery = { readonly journey: { readonly figures: Json, readonly steps: Json, readonly ends: Json, readonly waitsFor: ReadonlyArray<{ readonly key: string, readonly name: string, readonly stage: string, readonly failure: string | null, readonly members: number | null, readonly since: string | null }> } | null };

export type JourneyFaultsQueryVariables = Exact<{
  definition: Json;
}>;


export type JourneyFaultsQuery = { readonly journeyFaults: Json };

export type JourneyPeopleQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type JourneyPeopleQuery = { readonly journey: { readonly enrolments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly enrolmentId: string, readonly version: number, readonly key: string, readonly step: string, readonly dueAt: string | null, readonly enteredAt: string, readonly endedAt: string | null, readonly endReason: string | null, readonly failure: string | null, readonly profile: { readonly profileId: string, readonly traits: Json } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type EnrolmentStoryQueryVariables = Exact<{
  id: string;
}>;


export type EnrolmentStoryQuery = { readonly enrolment: { readonly story: Json } | null };

export type CreateJourneyMutationVariables = Exact<{
  input: CreateJourneyInput;
}>;


export type CreateJourneyMutation = { readonly createJourney: { readonly journey: { readonly journeyId: string } | null } };

export type ChangeJourneyMutationVariables = Exact<{
  input: ChangeJourneyInput;
}>;


export type ChangeJourneyMutation = { readonly changeJourney: { readonly journey: { readonly journeyId: string } | null } };

export type PublishJourneyMutationVariables = Exact<{
  input: JourneyInput;
}>;


export type PublishJourneyMutation = { readonly publishJourney: { readonly journey: { readonly version: number } | null } };

export type PauseJourneyMutationVariables = Exact<{
  input: JourneyInput;
}>;


export type PauseJourneyMutation = { readonly pauseJourney: { readonly journey: { readonly state: JourneyState } | null } };

export type ResumeJourneyMutationVariables = Exact<{
  input: JourneyInput;
}>;


export type ResumeJourneyMutation = { readonly resumeJourney: { readonly journey: { readonly state: JourneyState } | null } };

export type StopJourneyEntriesMutationVariables = Exact<{
  input: JourneyInput;
}>;


export type StopJourneyEntriesMutation = { readonly stopJourneyEntries: { readonly journey: { readonly state: JourneyState } | null } };

export type MoveJourneyMutationVariables = Exact<{
  input: MoveJourneyInput;
}>;


export type MoveJourneyMutation = { readonly moveJourney: { readonly stay: number, readonly end: number, readonly isMore: boolean } };

export type CustomerJourneysQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerJourneysQuery = { readonly profile: { readonly journeys: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly enrolmentId: string, readonly key: string, readonly dueAt: string | null, readonly enteredAt: string, readonly endedAt: string | null, readonly endReason: string | null, readonly failure: string | null, readonly journey: { readonly journeyId: string, readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type PublishedJourneysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PublishedJourneysQuery = { readonly journeys: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly journeyId: string, readonly name: string, readonly version: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type JourneyDecisionsQueryVariables = Exact<{
  id: string;
  journeyId: string;
}>;


export type JourneyDecisionsQuery = { readonly profile: { readonly journeyDecisions: Json } | null };

export type JourneySimulationQueryVariables = Exact<{
  input: JourneySimulationInput;
}>;


export type JourneySimulationQuery = { readonly journeySimulation: { readonly report: Json, readonly examples: Json, readonly next: string | null } };

export const JourneysDocument = graphqlDocument<JourneysQuery, JourneysQueryVariables>('Journeys', `query Journeys($first: Int!, $after: String) {
  journeys(first: $first, after: $after) {
    edges {
      cursor
      node {
        journeyId
        key
        name
        state
        version
        updatedAt
        figures
        waitsFor {
          key
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const JourneyTemplatesDocument = graphqlDocument<JourneyTemplatesQuery, JourneyTemplatesQueryVariables>('JourneyTemplates', `query JourneyTemplates {
  journeyTemplates
}`);

export const JourneyDocument = graphqlDocument<JourneyQuery, JourneyQueryVariables>('Journey', `query Journey($id: ID!) {
  journey(journeyId: $id) {
    journeyId
    key
    name
    state
    definition
    version
    versions
    approval {
      state
      askedBy
      askedByName
      askedAt
      startsAt
      decidedBy
      decidedByName
      decidedAt
      note
      mayDecide
    }
  }
}`);

export const JourneyFiguresDocument = graphqlDocument<JourneyFiguresQuery, JourneyFiguresQueryVariables>('JourneyFigures', `query JourneyFigures($id: ID!) {
  journey(journeyId: $id) {
    figures
    steps
    ends
    waitsFor {
      key
      name
      stage
      failure
      members
      since
    }
  }
}`);

export const JourneyFaultsDocument = graphqlDocument<JourneyFaultsQuery, JourneyFaultsQueryVariables>('JourneyFaults', `query JourneyFaults($definition: JSON!) {
  journeyFaults(definition: $definition)
}`);

export const JourneyPeopleDocument = graphqlDocument<JourneyPeopleQuery, JourneyPeopleQueryVariables>('JourneyPeople', `query JourneyPeople($id: ID!, $first: Int!, $after: String) {
  journey(journeyId: $id) {
    enrolments(first: $first, after: $after) {
      edges {
        cursor
        node {
          enrolmentId
          version
          key
          step
          dueAt
          enteredAt
          endedAt
          endReason
          failure
          profile {
            profileId
            traits
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const EnrolmentStoryDocument = graphqlDocument<EnrolmentStoryQuery, EnrolmentStoryQueryVariables>('EnrolmentStory', `query EnrolmentStory($id: ID!) {
  enrolment(enrolmentId: $id) {
    story
  }
}`);

export const CreateJourneyDocument = graphqlDocument<CreateJourneyMutation, CreateJourneyMutationVariables>('CreateJourney', `mutation CreateJourney($input: CreateJourneyInput!) {
  createJourney(input: $input) {
    journey {
      journeyId
    }
  }
}`);

export const ChangeJourneyDocument = graphqlDocument<ChangeJourneyMutation, ChangeJourneyMutationVariables>('ChangeJourney', `mutation ChangeJourney($input: ChangeJourneyInput!) {
  changeJourney(input: $input) {
    journey {
      journeyId
    }
  }
}`);

export const PublishJourneyDocument = graphqlDocument<PublishJourneyMutation, PublishJourneyMutationVariables>('PublishJourney', `mutation PublishJourney($input: JourneyInput!) {
  publishJourney(input: $input) {
    journey {
      version
    }
  }
}`);

export const PauseJourneyDocument = graphqlDocument<PauseJourneyMutation, PauseJourneyMutationVariables>('PauseJourney', `mutation PauseJourney($input: JourneyInput!) {
  pauseJourney(input: $input) {
    journey {
      state
    }
  }
}`);

export const ResumeJourneyDocument = graphqlDocument<ResumeJourneyMutation, ResumeJourneyMutationVariables>('ResumeJourney', `mutation ResumeJourney($input: JourneyInput!) {
  resumeJourney(input: $input) {
    journey {
      state
    }
  }
}`);

export const StopJourneyEntriesDocument = graphqlDocument<StopJourneyEntriesMutation, StopJourneyEntriesMutationVariables>('StopJourneyEntries', `mutation StopJourneyEntries($input: JourneyInput!) {
  stopJourneyEntries(input: $input) {
    journey {
      state
    }
  }
}`);

export const MoveJourneyDocument = graphqlDocument<MoveJourneyMutation, MoveJourneyMutationVariables>('MoveJourney', `mutation MoveJourney($input: MoveJourneyInput!) {
  moveJourney(input: $input) {
    stay
    end
    isMore
  }
}`);

export const CustomerJourneysDocument = graphqlDocument<CustomerJourneysQuery, CustomerJourneysQueryVariables>('CustomerJourneys', `query CustomerJourneys($id: ID!, $first: Int!, $after: String) {
  profile(id: $id) {
    journeys(first: $first, after: $after) {
      edges {
        cursor
        node {
          enrolmentId
          key
          dueAt
          enteredAt
          endedAt
          endReason
          failure
          journey {
            journeyId
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`);

export const PublishedJourneysDocument = graphqlDocument<PublishedJourneysQuery, PublishedJourneysQueryVariables>('PublishedJourneys', `query PublishedJourneys($first: Int!, $after: String) {
  journeys(first: $first, after: $after) {
    edges {
      cursor
      node {
        journeyId
        name
        version
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`);

export const JourneyDecisionsDocument = graphqlDocument<JourneyDecisionsQuery, JourneyDecisionsQueryVariables>('JourneyDecisions', `query JourneyDecisions($id: ID!, $journeyId: ID!) {
  profile(id: $id) {
    journeyDecisions(journeyId: $journeyId)
  }
}`);

export const JourneySimulationDocument = graphqlDocument<JourneySimulationQuery, JourneySimulationQueryVariables>('JourneySimulation', `query JourneySimulation($input: JourneySimulationInput!) {
  journeySimulation(input: $input) {
    report
    examples
    next
  }
}`);
