import { type Core, type GraphqlContext } from '@rapport/sdk';
import { serviceOf } from '../service';
import { textsIn } from './customer';

type Input = { readonly clientMutationId?: string | null };
type KeyInput = Input & { readonly key: string };
type ChangeInput = KeyInput & {
  readonly severity?: number | null;
  readonly expiresSeconds?: number | null;
  readonly action?: string | null;
  readonly evidence?: unknown;
};

/** Each of them may be sent again: it says how it is to be, not what is to be added. */
export function situationChanges(core: Core) {
  const { situations } = serviceOf(core);
  const change = <I extends KeyInput>(work: (input: I, actor: string) => Promise<void>) => {
    return async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
      context.require('situation.write');
      await work(input, context.principal.actor);
      return { clientMutationId: input.clientMutationId, situation: await situations.byKey(input.key) };
    };
  };
  return {
    changeSituation: change<ChangeInput>(({ key, severity, expiresSeconds, action, evidence }, actor) =>
      situations.change(
        key,
        {
          severity: severity ?? undefined,
          expiresSeconds: expiresSeconds ?? undefined,
          action,
          evidence: evidence === undefined || evidence === null ? undefined : textsIn(evidence),
        },
        actor,
      ),
    ),
    turnSituation: change<KeyInput & { readonly enabled: boolean }>(({ key, enabled }, actor) =>
      situations.turn(key, enabled, actor),
    ),
    restoreSituation: change<KeyInput>(({ key }, actor) => situations.restore(key, actor)),
    async installSituations(_root: unknown, { input }: { input: Input }, context: GraphqlContext) {
      context.require('situation.write');
      return { clientMutationId: input.clientMutationId, installed: await situations.install() };
    },
  };
}
