import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type ConversationRecord,
  type Core,
  cursorOf,
  type GraphqlContext,
  type GraphqlPart,
  isGiven,
  isStorable,
  isWhole,
  type Language,
  type PageArguments,
  pageRequest,
  RapportError,
  toConnection,
} from '@rapport/sdk';
import { periodBefore } from '../../domain/days';
import type { Dimension } from '../../domain/dimensions';
import type { Figure } from '../../domain/figure';
import type { Summary } from '../../domain/summary';
import { insightLimits } from '../limits';
import { routingResolvers } from './routing';
import { type Asked, figuresNamed, type Group, groupsOf, periodOf, totalsOf } from '../questions';
import { type Counted, type CountedPosition, type FigureFilter, readCounted } from '../stores/aggregates';

const countedCursor = cursorOf<CountedPosition>(
  ({ value, id }) => [value, id],
  ([value, id]) => (typeof value === 'number' && Number.isFinite(value) && isWhole(id) ? { value, id } : null),
);

type Arguments = { readonly from: unknown; readonly to: unknown; readonly filter?: FigureFilter | null };
/** A figure with what its fields answer: each is asked of the database when somebody reads it first, for all figures at once. */
type Answer = {
  readonly figure: Figure;
  readonly total: () => Promise<Summary | undefined>;
  readonly previous: () => Promise<Summary | undefined>;
  readonly groups: () => Promise<readonly Group[] | undefined>;
};

function readSchema(part: string): string {
  const folder = path.dirname(require.resolve('@rapport/insights/package.json'));
  return readFileSync(path.join(folder, `schema/${part}.graphql`), 'utf8');
}

/** What the plugin adds to the schema of the house. */
export const graphql: GraphqlPart = {
  typeDefs: ['figures', 'routing'].map(readSchema).join('\n'),
  resolvers: (core) => resolversOf(core),
};

function resolversOf(core: Core) {
  const routing = routingResolvers(core);
  return {
    FigureDimension: {
      ...{ DAY: 'day', MONTH: 'month', CHANNEL: 'channel', TEAM: 'team', AGENT: 'agent', SITUATION: 'situation' },
    },
    FigureKind: { SHARE: 'share', DURATION: 'duration', MEAN: 'mean' },
    FigureDirection: { HIGH: 'high', LOW: 'low' },
    ...routing,
    Query: {
      ...routing.Query,
      figures(
        _root: unknown,
        args: Arguments & { readonly names?: readonly string[] | null; readonly by?: Dimension | null },
        context: GraphqlContext,
      ): Answer[] {
        context.require('figures.read');
        return answersOf(core, figuresNamed(args.names), args.by ?? null, askedOf(args));
      },
      figureConversations: (
        _root: unknown,
        args: Arguments & PageArguments & { readonly name: string },
        context: GraphqlContext,
      ) => {
        context.require('figures.read');
        return countedOf(core, args);
      },
    },
    HelpdeskFigure: {
      name: ({ figure }: Answer) => figure.name,
      label: ({ figure }: Answer, args: InLanguage) => figure.label[languageOf(args)],
      formula: ({ figure }: Answer, args: InLanguage) => figure.formula[languageOf(args)],
      kind: ({ figure }: Answer) => figure.kind,
      good: ({ figure }: Answer) => figure.good,
      total: ({ total }: Answer) => total(),
      previous: ({ previous }: Answer) => previous(),
      groups: ({ groups }: Answer) => groups(),
    },
    FigureConversation: {
      conversation: ({ publicId }: Counted, _args: unknown, context: GraphqlContext) => {
        context.require('profile.read');
        return context.load<string, ConversationRecord | null>('insights.conversations', (ids) =>
          core.read.profiles.conversationsByPublicIds(ids),
        )(publicId);
      },
    },
  };
}

type InLanguage = { readonly language?: string | null };
/** `zh`, `zh-Hans`, `zh-CN` ... are Chinese, everything else English. */
function languageOf({ language }: InLanguage): Language {
  return language?.toLowerCase().startsWith('zh') === true ? 'zh-Hans' : 'en';
}

/** @throws bad_input */
function askedOf({ filter, ...period }: Arguments): Asked {
  for (const text of Object.values(filter ?? {}))
    if (isGiven(text) && (text.length > insightLimits.filterCharsMax || !isStorable(text)))
      throw new RapportError('bad_input', 'A filter is a name.');
  return { period: periodOf(period), filter: filter ?? {} };
}

function answersOf(core: Core, asked: readonly Figure[], by: Dimension | null, question: Asked): Answer[] {
  const total = once(() => totalsOf(core, asked, question));
  const previous = once(() => totalsOf(core, asked, { ...question, period: periodBefore(question.period) }));
  const groups = once(async () => (by === null ? asked.map(() => []) : groupsOf(core, asked, by, question)));
  return asked.map((figure, index) => ({
    figure,
    total: async () => (await total())[index],
    previous: async () => (await previous())[index],
    groups: async () => (await groups())[index],
  }));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => (started ??= work());
}

async function countedOf(core: Core, args: Arguments & PageArguments & { readonly name: string }) {
  const { period, filter } = askedOf(args);
  const [figure] = figuresNamed([args.name]);
  if (figure === undefined) throw new RapportError('bad_input');
  const { count, after } = pageRequest(args, countedCursor, core.settings.graphql.pageSizeMax);
  const found = await readCounted(core.database, {
    ...period,
    ...{ filter, figure: figure.name, count: count + 1, after: after ?? null },
    worst: figure.good === 'high' ? 'low' : 'high',
  });
  const page = { items: found.slice(0, count), hasNext: found.length > count, hasPrevious: after !== undefined };
  return toConnection(
    page,
    countedCursor,
    (one) => one,
    (one) => one,
  );
}
