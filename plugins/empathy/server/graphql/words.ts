import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Core,
  type GraphqlContext,
  type GraphqlPart,
  type PageArguments,
  type ProfileRecord,
  zoneOf,
} from '@rapport/sdk';
import { isGiven, listConnection, RapportError } from '@rapport/sdk';
import { blocks, edgeProfiles, helpers, type Tone } from '@rapport/sdk/words';
import type { Script, ScriptChannel } from '../../domain/words/script';
import { greetingFor, holdsWords, scriptsFor } from '../offers';
import type { Addressed, SituationWithFacts } from '../offers';
import { scriptLibrary } from '../scripts';
import { lastConversation, shownTraits } from '../views';
import type { WordSources } from '../views';
import { preview } from './preview';
import type { PreviewArguments } from './preview';

type ListArguments = PageArguments & {
  readonly search?: string | null;
  readonly situation?: string | null;
  readonly channel?: ScriptChannel | null;
  readonly tone?: Tone | null;
  readonly locale?: string | null;
};
type OfferArguments = {
  readonly channel?: string | null;
  readonly locale: string;
  readonly tone?: Tone | null;
  readonly first?: number | null;
};

const searchCharsMax = 200;
const offeredDefault = 5;
const offeredMax = 20;

/** Scripts, their preview, and what they say to one customer. */
export function wordsGraphql(sources: WordSources): GraphqlPart {
  return {
    typeDefs: readFileSync(
      path.join(path.dirname(require.resolve('@rapport/empathy/package.json')), 'schema/words.graphql'),
      'utf8',
    ),
    resolvers: (core) => ({
      ScriptChannel: { CHAT: 'chat', EMAIL: 'email', PHONE: 'phone', SMS: 'sms' },
      ScriptTone: { NEUTRAL: 'neutral', FRIENDLY: 'friendly', FORMAL: 'formal' },
      Query: queries(core),
      Profile: profileFields(core, sources),
    }),
  };
}

function queries(core: Core) {
  return {
    async scripts(_root: unknown, { first, after, last, before, ...filter }: ListArguments, context: GraphqlContext) {
      context.require('script.read');
      if (isGiven(filter.search) && filter.search.length > searchCharsMax)
        throw new RapportError('bad_input', `A search has at most ${searchCharsMax} characters.`);
      const found = (await scriptLibrary.published()).filter((script) => matches(script, filter));
      const sorted = found.toSorted((a, b) => a.title.localeCompare(b.title) || (idOf(a) < idOf(b) ? -1 : 1));
      const page = { first: first ?? null, after: after ?? null, last: last ?? null, before: before ?? null };
      return listConnection(sorted, idOf, page, core.settings.graphql.pageSizeMax);
    },
    previewScript(_root: unknown, args: PreviewArguments, context: GraphqlContext) {
      context.require('script.read');
      return preview(args, context);
    },
    scriptEdgeProfiles(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('script.read');
      return edgeProfiles.map(({ key, label }) => ({ key, label }));
    },
    scriptHelpers(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('script.read');
      return [...helpers, ...blocks].map(({ name, label, example, gives }) => ({ name, label, example, gives }));
    },
  };
}

function idOf({ documentId, locale }: Script): string {
  return `${documentId} ${locale}`;
}

function matches(script: Script, { search, situation, channel, tone, locale }: ListArguments): boolean {
  return (
    holdsWords(script, search ?? '') &&
    (!isGiven(situation) || script.situations.includes(situation)) &&
    (!isGiven(channel) || script.channel === null || script.channel === channel) &&
    (!isGiven(tone) || script.tone === tone) &&
    (!isGiven(locale) || script.locale === locale)
  );
}

function profileFields(core: Core, { situationsOf, outcomesOf }: WordSources) {
  const addressed = async (
    profile: ProfileRecord,
    args: OfferArguments,
    context: GraphqlContext,
  ): Promise<Addressed> => {
    const { locale, channel, tone } = args;
    const situations = context.load<ProfileRecord, readonly SituationWithFacts[]>(
      `empathy.words.${locale}`,
      async (profiles) => {
        const found = await situationsOf(context, profiles, locale);
        return profiles.map(({ rootId }) => found.get(rootId) ?? []);
      },
    );
    return {
      traits: shownTraits(profile, context),
      conversation: await lastConversation(profile, context, locale),
      situations: await situations(profile),
      outcomes: await outcomesOf(core),
      ...{ locale, channel: channel ?? null, tone: tone ?? null },
      timeZone: zoneOf(profile.traits, core.settings.timeZone),
      now: core.now(),
    };
  };
  return {
    async scripts(profile: ProfileRecord, args: OfferArguments, context: GraphqlContext) {
      context.require('script.read');
      const count = args.first ?? offeredDefault;
      if (count < 0 || count > offeredMax) throw new RapportError('bad_input', `\`first\` is 0 to ${offeredMax}.`);
      return scriptsFor(await addressed(profile, args, context), count);
    },
    async greeting(profile: ProfileRecord, args: OfferArguments, context: GraphqlContext) {
      context.require('script.read');
      return greetingFor(await addressed(profile, args, context));
    },
  };
}
