import {
  type Core,
  type GraphqlContext,
  isGiven,
  listConnection,
  type PageArguments,
  RapportError,
} from '@rapport/sdk';
import { compareOffers } from '../../domain/comparison';
import { serviceOf } from '../service';
import { type FiguresRow, type Outcome, type SuggestionKind, suggestionKinds } from '../stores/suggestions';
import { learningDays } from '../suggestions';
import { profileByPublicId, uuid } from './profile';

const daysMax = 400;

type OfferInput = {
  readonly clientMutationId?: string | null;
  readonly idempotencyKey?: string | null;
  readonly profileId: string;
  readonly kind: SuggestionKind;
  readonly item: string;
  readonly situation?: string | null;
  readonly conversationId?: string | null;
};
type DecideInput = {
  readonly clientMutationId?: string | null;
  readonly suggestionId: string;
  readonly outcome: Outcome;
};

export function suggestionQueries(core: Core) {
  return {
    async suggestionFigures(
      _root: unknown,
      { kind, days, ...args }: PageArguments & { kind?: SuggestionKind | null; days?: number | null },
      context: GraphqlContext,
    ) {
      context.require('situation.read');
      const count = days ?? learningDays;
      if (count < 1 || count > daysMax) throw new RapportError('bad_input', `\`days\` is 1 to ${daysMax}.`);
      const rows = await serviceOf(core).suggestions.figures(isGiven(kind) ? [kind] : suggestionKinds, count);
      return listConnection(rows, (one) => `${one.kind} ${one.item}`, args, core.settings.graphql.pageSizeMax);
    },
  };
}

export const suggestionTypes = {
  SuggestionKind: { ACTION: 'action', SCRIPT: 'script', GREETING: 'greeting' },
  SuggestionOutcome: { USED: 'used', EDITED: 'edited', DISMISSED: 'dismissed' },
  SuggestionFigures: {
    taken: (row: FiguresRow) => compareOffers(row).taken,
    meanRating: (row: FiguresRow) => compareOffers(row).meanRating,
    resolved: (row: FiguresRow) => compareOffers(row).resolved,
  },
};

export function suggestionChanges(core: Core) {
  const { suggestions } = serviceOf(core);
  return {
    async offerSuggestion(_root: unknown, { input }: { input: OfferInput }, context: GraphqlContext) {
      context.require('suggestion.write');
      const { clientMutationId, idempotencyKey, conversationId, kind, item, situation } = input;
      if (isGiven(conversationId) && !uuid.test(conversationId))
        throw new RapportError('bad_input', 'It is not the id of a conversation.');
      const { rootId } = await profileByPublicId(input.profileId, context);
      const { actor } = context.principal;
      const offer = async () => {
        const [suggestionId = ''] = await suggestions.record([
          {
            ...{ profileId: rootId, agent: actor, kind, item },
            ...{ situation: situation ?? null, conversationId: conversationId ?? null },
          },
        ]);
        return { suggestionId };
      };
      const request = { name: 'offerSuggestion', input: JSON.stringify({ ...input, clientMutationId: null }) };
      const made = isGiven(idempotencyKey)
        ? await core.idempotency.once(actor, idempotencyKey, request, offer)
        : await offer();
      return { clientMutationId, ...made };
    },
    async decideSuggestion(_root: unknown, { input }: { input: DecideInput }, context: GraphqlContext) {
      context.require('suggestion.write');
      const { clientMutationId, suggestionId, outcome } = input;
      if (!uuid.test(suggestionId)) throw new RapportError('suggestion_not_found');
      await suggestions.outcome(suggestionId, outcome);
      return { clientMutationId, suggestionId };
    },
  };
}
