import type { ConditionQuery, DefinitionFault, Json, JsonObject, LocalizedText, Mentions, Sql } from '@rapport/sdk';
import { faultsOf, withInput } from '@rapport/sdk';
import type { z } from 'zod';
import type { DefinitionReader } from '../definition';

/** A computed trait or score that was checked. */
export type ComputedDefinition = {
  readonly kind: string;
  readonly mentions: Mentions;
  /** Names of traits and properties whose own value it may have: where one is personal, so is what it shows. */
  readonly shows?: readonly string[];
  /** jsonb (null: it has no value), and when time alone may change it (epoch ms). */
  value(query: ConditionQuery): { readonly value: Sql; readonly horizon: Sql | null };
  /** jsonb: what it is made of, for people. */
  explanation(query: ConditionQuery): Sql;
  /** What the definition leaves open and has to be learned from everybody, before anybody has a value. */
  readonly fit?: ComputedFit;
};

export type ComputedFit = {
  /** float8 columns, one row for each customer; the first one null: he teaches nothing. */
  readonly columns: (query: ConditionQuery) => readonly Sql[];
  /** Goes below the key of the kind, where the definition leaves it open; null: there are too few customers yet. */
  readonly solve: (rows: readonly (readonly number[])[]) => JsonObject | null;
};

export type ComputedKind = {
  /** The key by which it is known. */
  readonly name: string;
  readonly label: LocalizedText;
  readonly schema: z.ZodType;
  readonly example: Json;
  bind(
    json: Json,
    reader: DefinitionReader,
  ): { readonly computed: ComputedDefinition } | { readonly faults: readonly DefinitionFault[] };
};

type ComputedSpec<S extends z.ZodType> = Pick<ComputedKind, 'name' | 'label' | 'example'> & {
  readonly schema: S;
  readonly bind: (
    definition: z.infer<S>,
    reader: DefinitionReader,
  ) => Omit<ComputedDefinition, 'kind'> | { readonly faults: readonly DefinitionFault[] };
};

/** A way to compute a trait: everything that is to be known of it. */
export function defineComputed<S extends z.ZodType>(spec: ComputedSpec<S>): ComputedKind {
  return {
    name: spec.name,
    label: spec.label,
    schema: spec.schema,
    example: spec.example,
    bind(json, reader) {
      const parsed = spec.schema.safeParse(json, withInput);
      if (!parsed.success) return { faults: faultsOf(parsed.error) };
      const bound = spec.bind(parsed.data, reader);
      return 'faults' in bound ? bound : { computed: { kind: spec.name, ...bound } };
    },
  };
}
