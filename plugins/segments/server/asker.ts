import {
  type Core,
  type Json,
  limits,
  type ProfileAnswers,
  type ProfileAsker,
  type ProfileQuestions,
  RapportError,
} from '@rapport/sdk';
import { type ComputedDefinition, parseComputed } from '../domain/computed';
import type { DefinitionNode, DefinitionReader } from '../domain/definition';
import { invalid } from './commands';
import { type AnswerRow, compileAnswers, readVerdict } from './compile/compile';
import type { Catalogue, CatalogueReader } from './live/catalogue';
import { Templates } from './live/templates';
import { maskedComputed } from './masked-values';
import { keptValues } from './stores/computed';

export function createAsker(
  { database, now }: Core,
  definitions: DefinitionReader,
  catalogues: CatalogueReader,
): ProfileAsker {
  const templates = new Templates();
  const templateFor = (catalogue: Catalogue, { conditions, values, explained = [] }: ProfileQuestions) =>
    templates.take(catalogue, JSON.stringify([conditions, values, explained]), (at) =>
      compileAnswers(
        {
          nodes: conditions.map((one) => nodeOf(definitions, one)),
          values: values.map((one) => computedOf(definitions, one)),
          explained: explained.flatMap((key) => catalogue.computedOf(key)?.definition ?? []),
        },
        catalogue.surroundings(at.now, at.scope),
      ),
    );
  return {
    async ask(questions) {
      const { rootIds, conditions, values, explained = [] } = questions;
      if (rootIds.length > limits.askedProfilesMax)
        throw new RapportError('bad_input', `At most ${limits.askedProfilesMax} profiles at once.`);
      if (conditions.length + values.length + explained.length > limits.askedQuestionsMax)
        throw new RapportError('bad_input', `At most ${limits.askedQuestionsMax} questions at once.`);
      if (rootIds.length === 0) return new Map();
      const catalogue = await catalogues.read(database.lookups);
      const compiled = templateFor(catalogue, questions)(now(), rootIds);
      const rows = await database.lookups.rows<AnswerRow>({ ...compiled, isRepeated: true });
      const counting = explained.filter((key) => catalogue.computedOf(key) !== undefined);
      return new Map(
        rows.map(({ root, verdicts, values: found, explanations }): [number, ProfileAnswers] => [
          root,
          {
            truths: verdicts.map((one) => readVerdict(one).member),
            values: found,
            explanations: Object.fromEntries(counting.map((key, index) => [key, explanations[index] ?? null])),
          },
        ]),
      );
    },
    async computed(rootIds, keys, masking) {
      const byRoot = new Map<number, Record<string, Json>>();
      const catalogue = masking === undefined ? null : await catalogues.read(database.lookups);
      const shown = (key: string, value: Json): Json =>
        masking === undefined || catalogue === null ? value : maskedComputed(catalogue, key, value, masking);
      for (const { profileId, key, value } of await keptValues(database.lookups, rootIds, keys))
        byRoot.set(profileId, { ...byRoot.get(profileId), [key]: shown(key, value) });
      return byRoot;
    },
  };
}

function nodeOf(definitions: DefinitionReader, json: Json): DefinitionNode {
  const parsed = definitions.parse(json);
  if (!parsed.ok) throw invalid(parsed.faults);
  return parsed.node;
}

function computedOf(definitions: DefinitionReader, json: Json): ComputedDefinition {
  const parsed = parseComputed(json, definitions);
  if ('computed' in parsed) return parsed.computed;
  const [first] = parsed.faults;
  throw new RapportError('computed_trait_invalid', first === undefined ? undefined : `${first.path}: ${first.message}`);
}
