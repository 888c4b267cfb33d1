import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Core,
  type GraphqlContext,
  type GraphqlPart,
  type Json,
  listConnection,
  type MutationInput,
  numberCursor,
  once,
  type PageArguments,
  pageRequest,
  type ProfileRecord,
  RapportError,
  type SegmentBuilding,
  toConnection,
  publicId,
} from '@rapport/sdk';
import { readyJourneys } from '../../domain/journey/ready';
import {
  enrolmentsByPublicIds,
  type EnrolmentRow,
  type JourneyFigures,
  enrolmentsOfJourney,
  enrolmentsOfLeaves,
  readStory,
} from '../stores/enrolment-list';
import { mentionsOf, parseJourney } from '../../domain/journey/journey';
import { buildingOf } from '../campaigns/planner';
import { outreach } from '../house';
import { type JourneyRow, journeysByIds, journeysByName, journeysByPublicIds, versionsOf } from '../stores/journeys';
import { versionsOf as definitionsOf } from '../stores/campaigns';
import { simulationQueries } from '../simulation/graphql';
import { shownKey } from './shown-key';
import { decisions } from './why';
import { journeys } from '.';

type JourneyInput = MutationInput & { readonly journeyId: string };
type Create = MutationInput & { readonly key: string; readonly name: string; readonly definition: Json };
type Decide = JourneyInput & { readonly note?: string | null };
type Change = JourneyInput & { readonly name?: string | null; readonly definition?: Json };

/** Journeys in the schema of the house. */
export const journeyGraphql: GraphqlPart = {
  typeDefs: readFileSync(
    path.join(path.dirname(require.resolve('@rapport/outreach/package.json')), 'schema/journeys.graphql'),
    'utf8',
  ),
  resolvers: (core) => ({
    JourneyState: { DRAFT: 'draft', RUNNING: 'running', PAUSED: 'paused', DONE: 'done' },
    Query: { ...queries(core), ...simulationQueries(core) },
    Mutation: changes(core),
    Journey: journeyFields(core),
    Enrolment: enrolmentFields(core),
    Profile: {
      journeys: ({ leafIds }: ProfileRecord, args: PageArguments, context: GraphqlContext) =>
        enrolments({ leafIds }, args, context),
      async journeyDecisions(
        profile: ProfileRecord,
        { journeyId }: { readonly journeyId: string },
        context: GraphqlContext,
      ) {
        context.require('outreach.read');
        const [journey] = await journeysByPublicIds(core.database, [publicId(journeyId)]);
        if (journey === undefined) throw new RapportError('journey_not_found');
        return (await decisions(core, journey, profile)).map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
      },
    },
  }),
};

function queries(core: Core) {
  const { database } = core;
  return {
    async journeys(_root: unknown, args: PageArguments, context: GraphqlContext) {
      context.require('outreach.read');
      const { pageSizeMax } = core.settings.graphql;
      return listConnection(await journeysByName(database), (one) => one.publicId, args, pageSizeMax);
    },
    async journey(_root: unknown, { journeyId }: { readonly journeyId: string }, context: GraphqlContext) {
      context.require('outreach.read');
      return (await journeysByPublicIds(database, [publicId(journeyId)]))[0] ?? null;
    },
    async enrolment(_root: unknown, { enrolmentId }: { readonly enrolmentId: string }, context: GraphqlContext) {
      context.require('outreach.read');
      return (await enrolmentsByPublicIds(database, [publicId(enrolmentId)]))[0] ?? null;
    },
    journeyFaults(_root: unknown, { definition }: { readonly definition: Json }, context: GraphqlContext) {
      context.require('outreach.read');
      return journeys(core).commands.faults('journey', definition);
    },
    journeyTemplates(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('outreach.read');
      return readyJourneys;
    },
  };
}

function changes(core: Core) {
  const { commands } = journeys(core);
  /** Asks for the right, does it once for an idempotency key, answers with the journey as it is then. */
  const mutation =
    <I extends MutationInput>(name: string, scope: string, work: (input: I, actor: string) => Promise<JourneyRow>) =>
    async (_root: unknown, { input }: { readonly input: I }, context: GraphqlContext) => {
      context.require(scope);
      const { id } = await once(core, name, input, context, async () => ({
        id: (await work(input, context.principal.actor)).publicId,
      }));
      const [journey = null] = typeof id === 'string' ? await journeysByPublicIds(core.database, [id]) : [];
      return { clientMutationId: input.clientMutationId, journey };
    };
  return {
    createJourney: mutation<Create>('createJourney', 'outreach.write', ({ key, name, definition }, actor) =>
      commands.create({ key, name, definition }, actor),
    ),
    changeJourney: mutation<Change>('changeJourney', 'outreach.write', ({ journeyId, name, definition }, actor) =>
      commands.change(
        publicId(journeyId),
        { ...(typeof name === 'string' ? { name } : {}), ...(definition === undefined ? {} : { definition }) },
        actor,
      ),
    ),
    publishJourney: mutation<JourneyInput>('publishJourney', 'outreach.send', ({ journeyId }, actor) =>
      commands.publish(publicId(journeyId), actor),
    ),
    approveJourney: mutation<Decide>('approveJourney', 'outreach.approve', ({ journeyId, note = null }, actor) =>
      commands.approve(publicId(journeyId), note, actor),
    ),
    declineJourney: mutation<Decide>('declineJourney', 'outreach.approve', ({ journeyId, note = null }, actor) =>
      commands.decline(publicId(journeyId), note, actor),
    ),
    pauseJourney: mutation<JourneyInput>('pauseJourney', 'outreach.send', ({ journeyId }, actor) =>
      commands.pause(publicId(journeyId), actor),
    ),
    resumeJourney: mutation<JourneyInput>('resumeJourney', 'outreach.send', ({ journeyId }, actor) =>
      commands.resume(publicId(journeyId), actor),
    ),
    stopJourneyEntries: mutation<JourneyInput>('stopJourneyEntries', 'outreach.send', ({ journeyId }, actor) =>
      commands.stopEntries(publicId(journeyId), actor),
    ),
    async moveJourney(
      _root: unknown,
      { input }: { readonly input: JourneyInput & { readonly isPreview: boolean } },
      context: GraphqlContext,
    ) {
      context.require('outreach.send');
      const id = publicId(input.journeyId);
      const moved = await once(core, 'moveJourney', input, context, () => commands.move(id, input.isPreview));
      const [journey = null] = await journeysByPublicIds(core.database, [id]);
      return { clientMutationId: input.clientMutationId, journey, ...moved };
    },
  };
}

function journeyFields(core: Core) {
  const { database } = core;
  const { figures } = outreach(core);
  return {
    journeyId: (journey: JourneyRow) => journey.publicId,
    definition: (journey: JourneyRow) => journey.draft,
    versions: async ({ id }: JourneyRow) =>
      (await versionsOf(database, id)).map(({ version, definition, actor, at }) => ({
        ...{ version, definition, actor },
        at: new Date(at).toISOString(),
      })),
    figures: ({ id }: JourneyRow, _args: unknown, context: GraphqlContext) =>
      context.load<number, JourneyFigures>('outreach.journey figures', (ids) => figures.ofJourneys(ids))(id),
    steps: async ({ id }: JourneyRow) => (await figures.runsOf(id)).steps,
    ends: async ({ id }: JourneyRow) => (await figures.runsOf(id)).ends,
    waitsFor(journey: JourneyRow, _args: unknown, context: GraphqlContext) {
      context.require('outreach.read');
      return journey.state === 'running' ? waitsOf(core, journey, context) : [];
    },
    enrolments: ({ id }: JourneyRow, args: PageArguments, context: GraphqlContext) =>
      enrolments({ campaignId: id }, args, context),
  };
}

/** Segments that the version that runs names, and whose members are not known yet. */
async function waitsOf(
  core: Core,
  { id, version }: JourneyRow,
  context: GraphqlContext,
): Promise<readonly SegmentBuilding[]> {
  const definition = await definitionOf(core, { campaignId: id, version }, context);
  const parsed = parseJourney('', definition);
  if ('faults' in parsed) return [];
  const { segments } = mentionsOf(parsed.journey);
  return context.load<readonly string[], readonly SegmentBuilding[]>('outreach.journey waits', async (all) => {
    const building = await buildingOf(core, [...new Set(all.flat())]);
    return all.map((keys) => keys.flatMap((key) => building.get(key) ?? []));
  })(segments);
}

/** Null: there is no such version. */
function definitionOf({ database }: Core, place: Place, context: GraphqlContext): Promise<Json> {
  return context.load<string, Json>('outreach.journey definitions', async (places) => {
    const pairs = places.map((one) => one.split(' ').map(Number));
    const found = await definitionsOf(
      database,
      pairs.map(([id = 0, number = 0]) => ({ campaignId: id, version: number })),
    );
    const byPlace = new Map(found.map((row) => [placeOf(row), row.definition]));
    return places.map((one) => byPlace.get(one) ?? null);
  })(placeOf(place));
}

type Place = Pick<EnrolmentRow, 'campaignId' | 'version'>;
const placeOf = ({ campaignId, version }: Place): string => `${campaignId} ${version}`;

function enrolmentFields(core: Core) {
  const { database, read } = core;
  return {
    enrolmentId: (one: EnrolmentRow) => one.publicId,
    async key({ key, campaignId, version }: EnrolmentRow, _args: unknown, context: GraphqlContext) {
      return key === '' ? key : shownKey(await definitionOf(core, { campaignId, version }, context), key, context);
    },
    journey: (one: EnrolmentRow, _args: unknown, context: GraphqlContext) =>
      context.load<number, JourneyRow | null>('outreach.journeys', async (ids) => {
        const found = await journeysByIds(database, ids);
        return ids.map((id) => found.find((journey) => journey.id === id) ?? null);
      })(one.campaignId),
    profile(one: EnrolmentRow, _args: unknown, context: GraphqlContext) {
      context.require('profile.read');
      return context.load<number, ProfileRecord | null>('outreach.profiles', (ids) => read.profiles.byLeafIds(ids))(
        one.leafId,
      );
    },
    story: async (one: EnrolmentRow) =>
      (await readStory(database, one)).map((line) => ({ ...line, at: new Date(line.at).toISOString() })),
  };
}

async function enrolments(
  of: { readonly campaignId: number } | { readonly leafIds: readonly number[] },
  args: PageArguments,
  context: GraphqlContext,
) {
  context.require('outreach.read');
  const { database, settings } = context.core;
  const { after, count } = pageRequest(args, numberCursor, settings.graphql.pageSizeMax);
  const before = after ?? Number.MAX_SAFE_INTEGER;
  const page = { before, count: count + 1 };
  const found = await ('campaignId' in of
    ? enrolmentsOfJourney(database, of.campaignId, page)
    : enrolmentsOfLeaves(database, of.leafIds, page));
  return toConnection(
    { items: found.slice(0, count), hasNext: found.length > count, hasPrevious: after !== undefined },
    numberCursor,
    (one) => one.id,
    (one) => one,
  );
}
