import {
  type ConditionKind,
  type ConditionOptions,
  type Core,
  type GraphqlContext,
  isGiven,
  type Json,
  type Language,
  listConnection,
  type PageArguments,
  pathOf,
  type ProfileRecord,
  RapportError,
  type Session,
  type TransitionRecord,
  publicId,
} from '@rapport/sdk';
import { describeLanguage, type KindOptions } from '../../domain/language';
import type { DefinitionNode } from '../../domain/definition';
import { segmentTemplates } from '../../domain/templates';
import { live } from '../live';
import type { Catalogue } from '../live/catalogue';
import { maskedAs } from '../masked-values';
import { type BackTest, explanationJson, type Preview } from '../questions';
import type { Change } from '../stores/questions';
import { withProfiles } from './pages';

type OptionsAsked = {
  readonly condition: string;
  readonly list: string;
  readonly text?: string | null;
  readonly values?: readonly string[] | null;
};
type Asked = { readonly definition: Json };

export function questionQueries(core: Core) {
  const { questions, definitions } = live(core);
  const reading = <A, R>(work: (args: A) => R) => {
    return (_root: unknown, args: A, context: GraphqlContext): R => {
      context.require('segment.read');
      return work(args);
    };
  };
  return {
    async segmentLanguage(_root: unknown, _args: unknown, context: GraphqlContext) {
      context.require('segment.read');
      return describeLanguage(definitions.kinds, await optionsOf(definitions.kinds, core.database, context));
    },
    async segmentOptions(
      _root: unknown,
      { condition, list, text, values, ...paging }: PageArguments & OptionsAsked,
      context: GraphqlContext,
    ) {
      context.require('segment.read');
      const options = definitions.kinds.find(({ name }) => name === condition)?.options ?? null;
      if (options === null) throw new RapportError('bad_input', `No condition “${condition}” has lists.`);
      context.require(options.scope);
      const { pageSizeMax } = core.settings.graphql;
      const wanted = { text: (text ?? '').trim(), values: (values ?? []).slice(0, pageSizeMax), count: pageSizeMax };
      const found = await options.find(core.database, list, wanted);
      if (found === null) throw new RapportError('bad_input', `The condition has no list “${list}”.`);
      return listConnection(found, ({ value }) => value, paging, pageSizeMax);
    },
    segmentTemplates: reading(() => segmentTemplates),
    segmentCheck: reading(({ definition, language }: Asked & { readonly language?: string | null }) =>
      questions.check(definition, languageOf(language)),
    ),
    computedTraitCheck: reading(async ({ definition, key }: Asked & { readonly key?: string | null }) => ({
      faults: await questions.checkComputed(definition, key ?? null),
    })),
    segmentPreview: reading(({ definition }: Asked) => questions.preview(definition)),
    segmentCount: reading(({ definition }: Asked) => questions.count(definition)),
    segmentBackTest: reading(({ definition, asOf }: Asked & { readonly asOf: number }) =>
      questions.backTest(definition, asOf),
    ),
    segmentChange: reading(({ definition, segmentId }: Asked & { readonly segmentId: string }) =>
      questions.change(publicId(segmentId), definition),
    ),
  };
}

/** What may be chosen, of the kinds whose lists whoever asks may see. */
async function optionsOf(kinds: readonly ConditionKind[], sql: Session, context: GraphqlContext): Promise<KindOptions> {
  const found: (readonly [string, Awaited<ReturnType<ConditionOptions['read']>>])[] = [];
  for (const { name, options } of kinds)
    if (options !== null && context.can(options.scope)) found.push([name, await options.read(sql)]);
  return new Map(found);
}

/** `zh`, `zh-Hans`, `zh-CN` ... are Chinese, everything else English. */
function languageOf(text: string | null | undefined): Language {
  return text?.toLowerCase().startsWith('zh') === true ? 'zh-Hans' : 'en';
}

/** Of an entry or exit; all of a page by one question. */
export const transitionTypes = {
  SegmentTransition: {
    profile: ({ rootId, profileId }: TransitionRecord, _args: unknown, context: GraphqlContext) => {
      context.require('profile.read');
      if (profileId === null) return null;
      const { profiles } = context.core.read;
      return context.load<number, ProfileRecord | null>('segments.transitionProfiles', (ids) =>
        profiles.byLeafIds(ids),
      )(rootId);
    },
  },
};

/** Examples of members of an answer: their profiles take the right to read profiles. */
function examples<T>(rootsOf: (answer: T) => readonly number[]) {
  return (answer: T, args: PageArguments, context: GraphqlContext) => {
    context.require('profile.read');
    return withProfiles(
      listConnection(rootsOf(answer), String, args, context.core.settings.graphql.pageSizeMax),
      context,
    );
  };
}

export const questionTypes = {
  SegmentPreview: {
    sentence: ({ sentences }: Preview) => sentences.en,
    sample: examples(({ sample }: Preview) => sample),
  },
  SegmentBackTest: { sample: examples(({ sample }: BackTest) => sample) },
  SegmentChange: {
    entering: examples(({ entering }: Change) => entering),
    leaving: examples(({ leaving }: Change) => leaving),
  },
};

type Explaining = { readonly segmentId?: string | null; readonly definition?: Json };

export function explanationField(core: Core) {
  return async (profile: ProfileRecord, { segmentId, definition }: Explaining, context: GraphqlContext) => {
    context.require('segment.read');
    const { questions, catalogues } = live(core);
    const isOfSegment = isGiven(segmentId);
    if (isOfSegment === isGiven(definition)) throw new RapportError('bad_input', 'Either `segmentId` or `definition`.');
    const explained = isOfSegment
      ? await questions.explainSegment(publicId(segmentId), profile.rootId)
      : await questions.explainDefinition(definition ?? null, profile.rootId);
    const catalogue = await catalogues.read(core.database);
    return explanationJson(explained, (node, seen) => masked(node, seen, catalogue, context));
  };
}

/** A personal value that a condition saw is hidden like the trait or the property itself. */
function masked(node: DefinitionNode, seen: Json, catalogue: Catalogue, { masking }: GraphqlContext): Json {
  if (!('condition' in node) || seen === null) return seen;
  const names = namesIn(node.json, catalogue);
  if (typeof seen !== 'object' || Array.isArray(seen)) return masking.evidence(seen);
  return Object.fromEntries(
    Object.entries(seen).map(([key, value]) => [
      key,
      key === 'value' ? maskedAs(names, value, masking) : masking.evidence(value),
    ]),
  );
}

/** Keys of the traits and properties whose value is shown. */
function namesIn(json: Json, catalogue: Catalogue): readonly string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  const { trait, aggregate, computed } = json;
  if (typeof computed === 'string') return catalogue.computedOf(computed)?.definition.shows ?? [];
  const property =
    typeof aggregate === 'object' && aggregate !== null && !Array.isArray(aggregate)
      ? aggregate['property']
      : undefined;
  return [trait, property].flatMap((path) => (typeof path === 'string' ? (pathOf(path).flat() ?? []) : []));
}
