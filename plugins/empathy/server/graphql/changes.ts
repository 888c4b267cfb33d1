import { type Core, type GraphqlContext, isGiven, isJsonObject, type JsonObject, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import type { Vertical } from '../../domain/situations/situation';
import { serviceOf } from '../service';
import type { SituationChange } from '../situations';
import { textsIn } from './customer';

type Input = { readonly clientMutationId?: string | null };
type KeyInput = Input & { readonly key: string };
type ChangeInput = KeyInput & {
  readonly name?: unknown;
  readonly vertical?: Vertical | null;
  readonly facts?: unknown;
  readonly severity?: number | null;
  readonly expiresSeconds?: number | null;
  readonly action?: string | null;
  readonly evidence?: unknown;
};
type CreateInput = ChangeInput & {
  readonly severity: number;
  readonly expiresSeconds: number;
  readonly segment: string;
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
  const create = change<CreateInput>(
    ({ key, severity, expiresSeconds, vertical, action, segment, ...input }, actor) => {
      const texts = { name: textsIn(input.name), evidence: textsIn(input.evidence) };
      const facts = isGiven(input.facts) ? factsIn(input.facts) : {};
      const spec = { ...{ key, severity, expiresSeconds, facts }, ...texts };
      return situations.create({ ...spec, vertical: vertical ?? 'any', action: action ?? null }, segment, actor);
    },
  );
  return {
    async createSituation(root: unknown, args: { input: CreateInput }, context: GraphqlContext) {
      context.require('segment.read');
      return create(root, args, context);
    },
    changeSituation: change<ChangeInput>((input, actor) => situations.change(input.key, changeOf(input), actor)),
    async removeSituation(_root: unknown, { input }: { input: KeyInput }, context: GraphqlContext) {
      context.require('situation.write');
      await situations.remove(input.key, context.principal.actor);
      return { clientMutationId: input.clientMutationId };
    },
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

function changeOf({ name, vertical, severity, expiresSeconds, action, evidence, facts }: ChangeInput): SituationChange {
  return {
    ...{
      vertical: vertical ?? undefined,
      severity: severity ?? undefined,
      expiresSeconds: expiresSeconds ?? undefined,
    },
    name: isGiven(name) ? textsIn(name) : undefined,
    evidence: isGiven(evidence) ? textsIn(evidence) : undefined,
    facts: isGiven(facts) ? factsIn(facts) : undefined,
    action,
  };
}

/** @throws situation_invalid */
function factsIn(given: unknown): JsonObject {
  const parsed = z.json().safeParse(given);
  if (parsed.success && isJsonObject(parsed.data)) return parsed.data;
  throw new RapportError('situation_invalid', 'Facts are an object: name -> computed trait.');
}
