import { isJsonObject, limits, RapportError } from '@rapport/sdk';
import type {
  CatalogueNumbers,
  CatalogueOrder,
  EventNameNote,
  EventNameRecord,
  EventType,
  JsonObject,
  PlanMode,
  PlanRecord,
} from '@rapport/sdk';
import { pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId } from '../global-id';
import { catalogueCursor, planCursor } from './cursors';
import { given, storable } from './load';
import { isWithinDepth, once } from './mutation';
import type { Input } from './mutation';
import { idOf } from './node-ids';
import { allSources } from './source';

const dayMilliseconds = 86_400_000;
const daysMax = 400;
const searchCharactersMax = 200;
const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;

function numbersOf(name: EventNameRecord, days: number, context: RequestContext): Promise<CatalogueNumbers> {
  context.require('catalogue.read');
  if (days < 1 || days > daysMax) throw new RapportError('bad_input', `Between 1 and ${daysMax} days.`);
  return context.load<number, CatalogueNumbers>(`eventName.numbers.${days}`, (ids) =>
    context.core.catalogue.numbers(ids, dayBefore(context.core.now(), days - 1)),
  )(name.id);
}

function noteOf(name: EventNameRecord, context: RequestContext): Promise<EventNameNote | null> {
  context.require('catalogue.read');
  return context.load<number, EventNameNote | null>('eventName.note', (ids) => context.core.catalogue.notes(ids))(
    name.id,
  );
}

function planOf(nameId: number, context: RequestContext): Promise<PlanRecord | null> {
  context.require('catalogue.read');
  return context.load<number, PlanRecord | null>('eventName.plan', (ids) => context.core.plans.current(ids))(nameId);
}

function dayBefore(now: number, days: number): string {
  return new Date(now - days * dayMilliseconds).toISOString().slice(0, 10);
}

function schemaOf(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new RapportError('plan_invalid', 'A schema is a JSON object.');
  if (!isWithinDepth(value, limits.jsonDepthMax * 2)) throw new RapportError('plan_invalid', 'It is nested too deep.');
  storable(JSON.stringify(value));
  return value;
}

type CatalogueArguments = PageArguments & { readonly search?: string | null; readonly orderBy: CatalogueOrder };

export const catalogueQueries = {
  async catalogue(_root: unknown, { search, orderBy, ...args }: CatalogueArguments, context: RequestContext) {
    context.require('catalogue.read');
    const text = storable((search ?? '').trim());
    if (text.length > searchCharactersMax)
      throw new RapportError('bad_input', `A search has at most ${searchCharactersMax} characters.`);
    const request = pageRequest(args, catalogueCursor, pageSizeMax(context));
    const page = await context.core.catalogue.page({ ...request, order: orderBy, search: text });
    return toConnection(
      page,
      catalogueCursor,
      (name) => name,
      (name) => name,
    );
  },
  eventName: (_root: unknown, { id }: { id: string }, context: RequestContext) =>
    eventNameOf({ nameId: idOf('EventName', id) }, undefined, context),
  eventObservation(_root: unknown, { eventName }: { eventName: string }, context: RequestContext) {
    context.require('catalogue.read');
    return context.core.catalogue.observe(idOf('EventName', eventName), (type, properties) =>
      context.masking.properties(type, properties),
    );
  },
  planTrial(_root: unknown, { eventName, schema }: { eventName: string; schema: unknown }, context: RequestContext) {
    context.require('catalogue.read');
    return context.core.plans.tryOut(idOf('EventName', eventName), schemaOf(schema));
  },
};

type DescribeInput = Input & {
  readonly eventName: string;
  readonly description: string;
  readonly owner: string;
  readonly deprecated: boolean;
};
type SaveInput = Input & {
  readonly eventName?: string | null;
  readonly type?: EventType | null;
  readonly name?: string | null;
  readonly mode: PlanMode;
  readonly schema: unknown;
  readonly expectedVersion: number;
};
type RestoreInput = Input & {
  readonly eventName: string;
  readonly version: number;
  readonly expectedVersion: number;
};

export const catalogueMutations = {
  async describeEventName(_root: unknown, { input }: { input: DescribeInput }, context: RequestContext) {
    context.require('catalogue.write');
    const nameId = idOf('EventName', input.eventName);
    const note = {
      description: storable(input.description),
      owner: storable(input.owner),
      deprecated: input.deprecated,
    };
    await once('describeEventName', input, { ...note, nameId }, context, async () => {
      await context.core.catalogue.describe(nameId, note, context.principal.actor);
      return { nameId };
    });
    return { clientMutationId: input.clientMutationId, nameId };
  },

  async saveTrackingPlan(_root: unknown, { input }: { input: SaveInput }, context: RequestContext) {
    context.require('catalogue.write');
    const { plans } = context.core;
    const schema = schemaOf(input.schema);
    const { mode, expectedVersion, type, name } = input;
    const known = given(input.eventName);
    const request = [known ?? null, type ?? null, name ?? null, mode, schema, expectedVersion];
    const answer = await once('saveTrackingPlan', input, request, context, async () => {
      const nameId = known === undefined ? await newName(type, name, context) : await existing(known, context);
      const { version } = await plans.save(nameId, { mode, schema }, expectedVersion, context.principal.actor);
      return { nameId, version };
    });
    return { clientMutationId: input.clientMutationId, ...answer };
  },

  async restoreTrackingPlan(_root: unknown, { input }: { input: RestoreInput }, context: RequestContext) {
    context.require('catalogue.write');
    const nameId = idOf('EventName', input.eventName);
    const { version, expectedVersion } = input;
    const answer = await once('restoreTrackingPlan', input, [nameId, version, expectedVersion], context, async () => {
      const made = await context.core.plans.restore(nameId, version, expectedVersion, context.principal.actor);
      return { nameId, version: made.version };
    });
    return { clientMutationId: input.clientMutationId, ...answer };
  },
};

async function existing(id: string, context: RequestContext): Promise<number> {
  const nameId = idOf('EventName', id);
  const [name] = await context.core.read.eventNames.byIds([nameId]);
  if (!name) throw new RapportError('event_name_not_found');
  return nameId;
}

function newName(
  type: EventType | null | undefined,
  name: string | null | undefined,
  context: RequestContext,
): Promise<number> {
  if (!type) throw new RapportError('bad_input', 'Give `eventName`, or `type` and `name`.');
  return context.core.plans.nameFor(type, storable(name ?? ''));
}

async function eventNameOf({ nameId }: { nameId?: unknown }, _args: unknown, context: RequestContext) {
  context.require('catalogue.read');
  const [name] = typeof nameId === 'number' ? await context.core.read.eventNames.byIds([nameId]) : [];
  return name ?? null;
}

export const catalogueResolvers = {
  /** Those of EventName that are the catalogue's; its own are with the queries. */
  EventName: {
    lastSeen: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await numbersOf(name, 30, context)).lastSeen,
    async volume(name: EventNameRecord, { days }: { days: number }, context: RequestContext) {
      const found = new Map((await numbersOf(name, days, context)).days.map(({ day, count }) => [day, count]));
      return Array.from({ length: days }, (_, index) => {
        const day = dayBefore(context.core.now(), days - 1 - index);
        return { day, count: found.get(day) ?? 0 };
      });
    },
    async sources(name: EventNameRecord, { days }: { days: number }, context: RequestContext) {
      const [numbers, sources] = await Promise.all([numbersOf(name, days, context), allSources(context)]);
      const names = new Map(sources.map((source) => [source.ref, source.name]));
      return numbers.sources.map((one) => ({ ...one, name: names.get(one.source) ?? null }));
    },
    description: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await noteOf(name, context))?.description ?? '',
    owner: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await noteOf(name, context))?.owner ?? '',
    deprecatedAt: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await noteOf(name, context))?.deprecatedAt ?? null,
    notedAt: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await noteOf(name, context))?.updatedAt ?? null,
    notedBy: async (name: EventNameRecord, _args: unknown, context: RequestContext) =>
      (await noteOf(name, context))?.updatedBy ?? null,
    plan: (name: EventNameRecord, _args: unknown, context: RequestContext) => planOf(name.id, context),
    async planVersions(name: EventNameRecord, args: PageArguments, context: RequestContext) {
      context.require('catalogue.read');
      const request = pageRequest(args, planCursor, pageSizeMax(context));
      return toConnection(
        await context.core.plans.versions(name.id, request),
        planCursor,
        (plan) => plan,
        (plan) => plan,
      );
    },
    violationCount(name: EventNameRecord, _args: unknown, context: RequestContext) {
      context.require('catalogue.read');
      return context.load<number, number>('eventName.violations', (ids) => context.core.plans.violationCounts(ids))(
        name.id,
      );
    },
  },
  TrackingPlan: {
    id: (plan: PlanRecord) => globalId('TrackingPlan', plan.nameId, plan.version),
    async violations(plan: PlanRecord, _args: unknown, context: RequestContext) {
      const list = await context.core.plans.violations(plan.nameId, plan.version);
      return list.map(({ path, reason, message, source, count, firstAt, lastAt, exampleMessageId }) => ({
        ...{ path, reason, message, source, count, exampleMessageId },
        ...{ firstAt: new Date(firstAt).toISOString(), lastAt: new Date(lastAt).toISOString() },
      }));
    },
  },
  EventNamePayload: { eventName: eventNameOf },
  TrackingPlanPayload: {
    eventName: eventNameOf,
    plan: ({ nameId }: { nameId?: unknown }, _args: unknown, context: RequestContext) =>
      typeof nameId === 'number' ? planOf(nameId, context) : null,
  },
};
