import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConversationFact, ConversationRecord, Core, GraphqlContext, GraphqlPart } from '@rapport/sdk';
import { intentLabel } from '../../domain/intents';
import { intentsOfConversation } from '../../domain/intents/contacts';
import { sentimentOf } from '../../domain/sentiment';
import { handOverSummary } from '../../domain/summary';

/** The latest messages whose sentiment is shown. */
const messagesShownMax = 200;
const localeOr = (locale: string | null | undefined): string => locale ?? 'en';

/** What was said in a conversation, read. */
export const listening: GraphqlPart = {
  typeDefs: readFileSync(
    path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'schema/listening.graphql'),
    'utf8',
  ),
  resolvers: (core) => ({
    Conversation: {
      async summary(conversation: ConversationRecord, { locale }: LocaleArgument, context: GraphqlContext) {
        context.require('timeline.read');
        context.require('pii.read');
        return handOverSummary(await factsOf(core, conversation, context), localeOr(locale));
      },
      async sentiment(conversation: ConversationRecord, _args: unknown, context: GraphqlContext) {
        context.require('timeline.read');
        const messages = customerMessages(await factsOf(core, conversation, context)).slice(-messagesShownMax);
        const showsWords = context.can('pii.read');
        return messages.map(({ at, text }) => {
          const { score, words } = sentimentOf(text);
          return { at, score, words: showsWords ? words : [] };
        });
      },
      async intents(conversation: ConversationRecord, _args: unknown, context: GraphqlContext) {
        context.require('timeline.read');
        const showsWords = context.can('pii.read');
        const found = intentsOfConversation(await factsOf(core, conversation, context));
        return found.map((one) => ({ ...one, words: showsWords ? one.words : [] }));
      },
    },
    ConversationIntent: {
      label: ({ key }: { readonly key: string }, { locale }: LocaleArgument) => intentLabel(key, localeOr(locale)),
    },
  }),
};

type LocaleArgument = { readonly locale?: string | null };

/** Of all conversations of a request at once. */
async function factsOf(
  core: Core,
  conversation: ConversationRecord,
  context: GraphqlContext,
): Promise<readonly ConversationFact[]> {
  const load = context.load<ConversationRecord, readonly ConversationFact[]>('empathy.facts', async (conversations) => {
    const facts = await core.read.conversations.facts(conversations);
    return conversations.map(({ publicId }) => facts.get(publicId) ?? []);
  });
  return load(conversation);
}

function customerMessages(facts: readonly ConversationFact[]): { at: number; text: string }[] {
  return facts.flatMap((fact) =>
    fact.kind === 'message' && fact.author === 'customer' && fact.text !== null
      ? [{ at: fact.at, text: fact.text }]
      : [],
  );
}
