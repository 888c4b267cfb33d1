import { limits, RapportError } from '@rapport/sdk';
import type {
  RejectedRecord,
  SourceKind,
  SourceRecord,
  SourceStatus,
  TimelineEvent,
  VolumePoint,
  VolumeUnit,
} from '@rapport/sdk';
import { connection, listConnection, pageRequest, toConnection } from '../connection';
import type { Connection, PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, parseGlobalId } from '../global-id';
import { idCursor } from './cursors';
import { given, storable } from './load';
import { once } from './mutation';
import type { Input } from './mutation';
import { idOf } from './node-ids';
import { maskedBody } from './rejected-body';

const hourMilliseconds = 3_600_000;
const unitMilliseconds = { hour: hourMilliseconds, day: 24 * hourMilliseconds } as const;
const pointsMax = 400;
const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;

/** The ref in an argument that takes a global id or the plain ref. */
export function sourceRef(id: string): string {
  const parsed = parseGlobalId(id);
  return storable(parsed?.type === 'Source' ? parsed.parts.join(':') : id);
}

/** All sources, read once for a request. */
export function allSources(context: RequestContext): Promise<readonly SourceRecord[]> {
  return context.load<string, readonly SourceRecord[]>('sources', async (keys) => {
    const list = await context.core.sources.list();
    return keys.map(() => list);
  })('');
}

export async function sourceByRef(ref: string, context: RequestContext): Promise<SourceRecord | null> {
  return (await allSources(context)).find((source) => source.ref === ref) ?? null;
}

function statusOf(source: SourceRecord, context: RequestContext): Promise<SourceStatus> {
  return context.load<string, SourceStatus>('source.status', (refs) => context.core.sources.status(refs))(source.ref);
}

/** Every hour or day of the stretch, also those in which nothing came. */
async function volumeOf(
  source: SourceRecord,
  { unit, count }: { unit: VolumeUnit; count: number },
  context: RequestContext,
) {
  if (count < 1 || count > pointsMax) throw new RapportError('bad_input', `Between 1 and ${pointsMax} points.`);
  const step = unitMilliseconds[unit];
  const from = Math.floor(context.core.now() / step) * step - (count - 1) * step;
  const points = await context.load<string, readonly VolumePoint[]>(`source.volume.${unit}.${count}`, (refs) =>
    context.core.sources.volume(refs, unit, from),
  )(source.ref);
  const found = new Map(points.map((point) => [point.at, point]));
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * step;
    const { accepted = 0, rejected = 0 } = found.get(at) ?? {};
    return { at: new Date(at).toISOString(), accepted, rejected };
  });
}

async function eventsOf(
  source: SourceRecord,
  args: PageArguments,
  context: RequestContext,
): Promise<Connection<TimelineEvent>> {
  context.require('timeline.read');
  const request = pageRequest(args, idCursor, pageSizeMax(context));
  const page = await context.core.sources.events(source.ref, request);
  const edges = page.items.map((event) => ({ cursor: idCursor.encode(event), node: event }));
  const result = connection(edges, page.hasNext, page.hasPrevious);
  // A page that stopped at its bound goes on behind the last event it looked at.
  const end = page.end === null ? null : idCursor.encode(page.end);
  const ends = request.forward
    ? { endCursor: end ?? result.pageInfo.endCursor }
    : { startCursor: end ?? result.pageInfo.startCursor };
  return { edges: result.edges, pageInfo: { ...result.pageInfo, ...ends } };
}

type RejectedArguments = PageArguments & {
  readonly source?: string | null;
  readonly code?: string | null;
  readonly open: boolean;
};

export const sourceQueries = {
  async sources(
    _root: unknown,
    { search, ...args }: PageArguments & { search?: string | null },
    context: RequestContext,
  ) {
    context.require('source.read');
    const wanted = (search ?? '').trim().toLowerCase();
    const list = (await allSources(context)).filter(({ name }) => name.toLowerCase().includes(wanted));
    return listConnection(list, (source) => source.ref, args, pageSizeMax(context));
  },
  source(_root: unknown, { id }: { id: string }, context: RequestContext) {
    context.require('source.read');
    return sourceByRef(sourceRef(id), context);
  },
  async rejectedEvents(_root: unknown, { source, code, open, ...args }: RejectedArguments, context: RequestContext) {
    context.require('source.read');
    const request = pageRequest(args, idCursor, pageSizeMax(context));
    const filter = {
      source: given(source) === undefined ? undefined : sourceRef(source ?? ''),
      code: given(code) === undefined ? undefined : storable(code ?? ''),
      open,
    };
    const page = await context.core.rejected.page(filter, request);
    return toConnection(
      page,
      idCursor,
      (event) => event,
      (event) => event,
    );
  },
};

type CreateInput = Input & {
  readonly name: string;
  readonly kind: SourceKind;
  readonly eventsPerSecondMax?: number | null;
  readonly secretProperties?: readonly string[] | null;
};
type UpdateInput = Input & {
  readonly source: string;
  readonly name?: string | null;
  readonly kind?: SourceKind | null;
  readonly enabled?: boolean | null;
  readonly eventsPerSecondMax?: number | null;
  readonly secretProperties?: readonly string[] | null;
  readonly identitySecret?: string | null;
};
type ReplayInput = Input & {
  readonly ids?: readonly string[] | null;
  readonly source?: string | null;
  readonly code?: string | null;
  readonly after?: string | null;
};

export const sourceMutations = {
  async createSource(_root: unknown, { input }: { input: CreateInput }, context: RequestContext) {
    context.require('source.write');
    const { name, kind, eventsPerSecondMax, secretProperties } = input;
    const source = {
      ...{ name: storable(name), kind, enabled: true },
      eventsPerSecondMax: eventsPerSecondMax ?? null,
      secretProperties: (secretProperties ?? []).map(storable),
    };
    // The key is not remembered with the answer: it exists once, here.
    let writeKey: string | null = null;
    const answer = await once('createSource', input, source, context, async () => {
      const made = await context.core.sources.create(source, context.principal.actor);
      writeKey = made.writeKey;
      return { ref: made.ref };
    });
    return { clientMutationId: input.clientMutationId, ref: answer['ref'], writeKey };
  },

  async updateSource(_root: unknown, { input }: { input: UpdateInput }, context: RequestContext) {
    context.require('source.write');
    const ref = sourceRef(input.source);
    const { name, kind, enabled, eventsPerSecondMax, secretProperties, identitySecret } = input;
    const changes = {
      ...(given(name) === undefined ? {} : { name: storable(name ?? '') }),
      ...(given(kind) === undefined || !kind ? {} : { kind }),
      ...(given(enabled) === undefined ? {} : { enabled: enabled === true }),
      ...(eventsPerSecondMax === undefined ? {} : { eventsPerSecondMax }),
      ...(given(secretProperties) === undefined ? {} : { secretProperties: (secretProperties ?? []).map(storable) }),
      ...(identitySecret === undefined
        ? {}
        : { identitySecret: identitySecret === null ? null : storable(identitySecret) }),
    };
    // Of the secret only its digest is remembered.
    const { digest } = context.core;
    const secret = typeof identitySecret === 'string' ? digest(identitySecret) : (identitySecret ?? null);
    const request = { ...changes, identitySecret: secret, hasSecret: identitySecret !== undefined, ref };
    await once('updateSource', input, request, context, async () => {
      await context.core.sources.update(ref, changes, context.principal.actor);
      return { ref };
    });
    return { clientMutationId: input.clientMutationId, ref };
  },

  async rotateSourceKey(
    _root: unknown,
    { input }: { input: Input & { source: string; overlapDays: number } },
    context: RequestContext,
  ) {
    context.require('source.write');
    const ref = sourceRef(input.source);
    let writeKey: string | null = null;
    await once('rotateSourceKey', input, [ref, input.overlapDays], context, async () => {
      const made = await context.core.sources.rotateKey(ref, input.overlapDays, context.principal.actor);
      writeKey = made.writeKey;
      return { ref };
    });
    return { clientMutationId: input.clientMutationId, ref, writeKey };
  },

  async endPreviousSourceKey(
    _root: unknown,
    { input }: { input: Input & { source: string } },
    context: RequestContext,
  ) {
    context.require('source.write');
    const ref = sourceRef(input.source);
    await once('endPreviousSourceKey', input, ref, context, async () => {
      await context.core.sources.endPreviousKey(ref, context.principal.actor);
      return { ref };
    });
    return { clientMutationId: input.clientMutationId, ref };
  },

  async deleteSource(_root: unknown, { input }: { input: Input & { source: string } }, context: RequestContext) {
    context.require('source.write');
    const ref = sourceRef(input.source);
    await once('deleteSource', input, ref, context, async () => {
      await context.core.sources.remove(ref, context.principal.actor);
      return { ref };
    });
    return { clientMutationId: input.clientMutationId, deletedId: globalId('Source', ref) };
  },

  async replayRejectedEvents(_root: unknown, { input }: { input: ReplayInput }, context: RequestContext) {
    context.require('source.write');
    const { rejected } = context.core;
    const filter = {
      source: given(input.source) === undefined ? undefined : sourceRef(input.source ?? ''),
      code: given(input.code) === undefined ? undefined : storable(input.code ?? ''),
    };
    const ids = given(input.ids)?.map((id) => idOf('RejectedEvent', id));
    const after = given(input.after) === undefined ? null : idCursor.decode(input.after ?? '');
    if (ids !== undefined && ids.length > limits.replayStepEventsMax)
      throw new RapportError('page_too_large', `At most ${limits.replayStepEventsMax} at a time.`);
    const request = [ids ?? null, filter.source ?? null, filter.code ?? null, after?.id ?? null];
    const answer = await once('replayRejectedEvents', input, request, context, async () => {
      const { next, ...counts } =
        ids === undefined ? await rejected.replayStep(filter, after) : await rejected.replay(ids);
      return { ...counts, next: next === null ? null : idCursor.encode(next) };
    });
    return { clientMutationId: input.clientMutationId, ...answer };
  },
};

async function sourceOf({ ref }: { ref?: unknown }, _args: unknown, context: RequestContext) {
  context.require('source.read');
  return typeof ref === 'string' ? sourceByRef(ref, context) : null;
}

export const sourceResolvers = {
  Source: {
    id: (source: SourceRecord) => globalId('Source', source.ref),
    lastReceivedAt: async (source: SourceRecord, _args: unknown, context: RequestContext) =>
      (await statusOf(source, context)).lastReceivedAt,
    openRejected: async (source: SourceRecord, _args: unknown, context: RequestContext) =>
      (await statusOf(source, context)).openRejected,
    openRejectedCodes: (source: SourceRecord, _args: unknown, context: RequestContext) =>
      context.core.rejected.openCodes(source.ref),
    volume: volumeOf,
    events: eventsOf,
  },
  RejectedEvent: {
    id: (event: RejectedRecord) => globalId('RejectedEvent', event.id),
    body: (event: RejectedRecord, _args: unknown, context: RequestContext) =>
      maskedBody(event.body, context.can('pii.read') ? null : context.masking),
  },
  SourcePayload: { source: sourceOf },
  SourceKeyPayload: { source: sourceOf },
};
