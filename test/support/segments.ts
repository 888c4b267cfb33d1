import type { Json, JsonObject } from '@rapport/sdk';
import { eventTypes } from '@rapport/sdk';
import type pg from 'pg';
import { type ComputedDefinition, parseComputed } from '../../plugins/segments/domain/computed';
import { type DefinitionNode, DefinitionReader } from '../../plugins/segments/domain/definition';
import {
  compile,
  readVerdict,
  type Statement,
  type Verdict,
  type VerdictRow,
} from '../../plugins/segments/server/compile/compile';
import { type EventNames, eventNames } from '../../plugins/segments/server/compile/event-names';
import type { Scope, Surroundings } from '../../plugins/segments/server/compile/query';

export const reader = new DefinitionReader();

/** @throws Error with all faults */
export function parsed(definition: Json): DefinitionNode {
  const result = reader.parse(definition);
  if (!result.ok) throw new Error(`${JSON.stringify(definition)}: ${JSON.stringify(result.faults)}`);
  return result.node;
}

export function parsedComputed(definition: Json): ComputedDefinition {
  const result = parseComputed(definition, reader);
  if ('faults' in result) throw new Error(`${JSON.stringify(definition)}: ${JSON.stringify(result.faults)}`);
  return result.computed;
}

export async function readEventNames(pool: pg.Pool): Promise<EventNames> {
  const { rows } = await pool.query<{ id: number; type: number; name: string }>(
    'select id, type, name from event_name',
  );
  return eventNames(rows.map((row) => ({ id: row.id, type: eventTypes[row.type] ?? 'track', name: row.name })));
}

export type Others = {
  readonly zone?: string;
  readonly segments?: Readonly<Record<string, JsonObject>>;
  readonly computed?: Readonly<Record<string, JsonObject>>;
};

export function surroundingsOf(scope: Scope, now: number, names: EventNames, others: Others = {}): Surroundings {
  const { zone = 'Europe/Berlin', segments = {}, computed = {} } = others;
  return {
    scope,
    now,
    names,
    zone,
    zones: Intl.supportedValuesOf('timeZone'),
    segment: (key) => (segments[key] === undefined ? undefined : { node: parsed(segments[key]) }),
    computed: (key) => (computed[key] === undefined ? undefined : parsedComputed(computed[key])),
  };
}

/** Verdicts by root, one for each definition. */
export async function verdictsOf(
  pool: pg.Pool,
  definitions: readonly Json[],
  surroundings: Surroundings,
): Promise<Map<number, Verdict[]>> {
  const rows = await run<VerdictRow>(pool, compile(definitions.map(parsed), surroundings));
  return new Map(rows.map((row) => [row.root, row.verdicts.map(readVerdict)]));
}

export async function run<Row extends object>(pool: pg.Pool, { text, values }: Statement): Promise<Row[]> {
  const { rows } = await pool.query<Row>(text, [...values]);
  return rows;
}
