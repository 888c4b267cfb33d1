import { type Core, type Json, limits, type ProfileAnswers, type ProfileAsker, RapportError } from '@rapport/sdk';
import { type ComputedDefinition, parseComputed } from '../domain/computed';
import type { DefinitionNode, DefinitionReader } from '../domain/definition';
import { invalid } from './commands';
import {
  type AnswerRow,
  compileAnswers,
  compileComputedExplanation,
  type ComputedExplanationRow,
  readVerdict,
} from './compile/compile';
import type { CatalogueReader } from './live/catalogue';
import { fewSettings } from './statement-settings';
import { computedByKeys, valuesOf } from './stores/computed';

export function createAsker(
  { database, now }: Core,
  definitions: DefinitionReader,
  catalogues: CatalogueReader,
): ProfileAsker {
  return {
    async ask({ rootIds, conditions, values }) {
      if (rootIds.length > limits.askedProfilesMax)
        throw new RapportError('bad_input', `At most ${limits.askedProfilesMax} profiles at once.`);
      if (conditions.length + values.length > limits.askedQuestionsMax)
        throw new RapportError('bad_input', `At most ${limits.askedQuestionsMax} questions at once.`);
      if (rootIds.length === 0) return new Map();
      const nodes = conditions.map((one) => nodeOf(definitions, one));
      const computed = values.map((one) => computedOf(definitions, one));
      const rows = await database.transaction(
        async (sql) => {
          const catalogue = await catalogues.read(sql);
          return sql.rows<AnswerRow>(
            compileAnswers(nodes, computed, catalogue.surroundings(now(), { roots: rootIds })),
          );
        },
        { statementMilliseconds: limits.segmentPreviewMilliseconds, settings: fewSettings },
      );
      return new Map(
        rows.map(({ root, verdicts, values: found }): [number, ProfileAnswers] => [
          root,
          { truths: verdicts.map((one) => readVerdict(one).member), values: found },
        ]),
      );
    },
    async explain(rootIds, keys) {
      const catalogue = await catalogues.read(database);
      const found = keys.flatMap((key) => catalogue.computedOf(key) ?? []);
      if (found.length === 0 || rootIds.length === 0) return new Map();
      const definitionsOfAll = found.map((one) => one.definition);
      const surroundings = catalogue.surroundings(now(), { roots: rootIds });
      const rows = await database.rows<ComputedExplanationRow>(
        compileComputedExplanation(definitionsOfAll, surroundings),
      );
      return new Map(
        rows.map(({ root, explanations }) => [
          root,
          Object.fromEntries(found.map(({ key }, index) => [key, explanations[index] ?? null])),
        ]),
      );
    },
    async computed(rootIds, keys) {
      const traits = new Map((await computedByKeys(database, keys)).map((one) => [one.id, one.key]));
      const byRoot = new Map<number, Record<string, Json>>();
      for (const { profileId, computedId, value } of await valuesOf(database, rootIds)) {
        const key = traits.get(computedId);
        if (key !== undefined) byRoot.set(profileId, { ...byRoot.get(profileId), [key]: value });
      }
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
