import { type Core, type GraphqlContext, type Json, type MutationInput as Input, once, publicId } from '@rapport/sdk';
import { live } from '../live';
import { type SegmentRow, segmentsByPublicIds } from '../stores/segments';

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

/** Everything that a mutation may do to a segment. */
export function changes(core: Core) {
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
