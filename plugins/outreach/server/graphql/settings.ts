import { type Core, type GraphqlContext, isGiven, type Json } from '@rapport/sdk';
import { outreach } from '../house';

type ChangeInput = {
  readonly sandbox?: boolean | null;
  readonly sandboxAddresses?: readonly string[] | null;
  readonly policy?: Json;
  readonly publicUrl?: string | null;
  readonly needsApproval?: boolean | null;
  readonly clientMutationId?: string | null;
};

export function settingResolvers(core: Core) {
  const { settings } = outreach(core);
  return {
    Query: {
      outreachSettings(_root: unknown, _args: unknown, context: GraphqlContext) {
        context.require('outreach.read');
        return settings.read();
      },
    },
    Mutation: {
      async changeOutreachSettings(_root: unknown, { input }: { input: ChangeInput }, context: GraphqlContext) {
        context.require('outreach.send');
        // Who only sends does not take the second person away.
        if (isGiven(input.needsApproval)) context.require('outreach.approve');
        const changed = await settings.change(
          {
            sandbox: input.sandbox ?? undefined,
            sandboxAddresses: input.sandboxAddresses ?? undefined,
            policy: input.policy ?? undefined,
            publicUrl: input.publicUrl,
            needsApproval: input.needsApproval ?? undefined,
          },
          context.principal.actor,
        );
        return { clientMutationId: input.clientMutationId, settings: changed };
      },
      async stopOutreach(
        _root: unknown,
        { input }: { input: { readonly stopped: boolean; readonly clientMutationId?: string | null } },
        context: GraphqlContext,
      ) {
        context.require('outreach.send');
        const changed = await settings.stop(input.stopped, context.principal.actor);
        return { clientMutationId: input.clientMutationId, settings: changed };
      },
    },
  };
}
