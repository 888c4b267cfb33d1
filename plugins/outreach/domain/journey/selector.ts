import {
  fault,
  isJsonObject,
  isStorable,
  type Json,
  type JsonObject,
  limits,
  parsePath,
  pathOf,
  pathText,
} from '@rapport/sdk';
import { z } from 'zod';

/** An event as a journey sees it. Times are epoch milliseconds. */
export const seenEvent = z.strictObject({
  name: z.string(),
  at: z.number(),
  properties: z.record(z.string(), z.json()),
  context: z.record(z.string(), z.json()),
  /** The main number: what a comparison with the number `revenue` looks at. */
  value: z.number().nullable(),
});
export type SeenEvent = z.infer<typeof seenEvent>;

const text = z.string().max(2_000).refine(isStorable, fault('unstorable'));
const scalar = z.union([text, z.number(), z.boolean()]);
/** A path that goes through no list. */
export const plainPath = pathText.refine((path) => (parsePath(path)?.length ?? 1) === 1, fault('path_list'));

/** The operators of segments that look at one value without a clock; their meaning is the same (docs/segment-language.md). */
const operators = z.discriminatedUnion('op', [
  z.strictObject({ op: z.enum(['eq', 'ne']), value: scalar }),
  z.strictObject({ op: z.enum(['in', 'not_in']), value: z.array(scalar).min(1).max(limits.conditionValuesMax) }),
  z.strictObject({ op: z.enum(['gt', 'gte', 'lt', 'lte']), value: z.number() }),
  z.strictObject({ op: z.enum(['contains', 'not_contains', 'starts_with', 'ends_with']), value: text.min(1) }),
  z.strictObject({ op: z.enum(['exists', 'not_exists']) }),
]);
type Operator = z.infer<typeof operators>;

const comparison = z
  .looseObject({ property: plainPath.optional(), context: plainPath.optional() })
  .superRefine((one, issues) => {
    if ((one.property === undefined) === (one.context === undefined))
      issues.addIssue({ code: 'custom', path: ['property'], ...fault('property_or_context') });
  })
  .transform(({ property, context, ...rest }, issues) => {
    const parsed = operators.safeParse(rest, { reportInput: true });
    if (parsed.success) return { property, context, test: parsed.data };
    for (const { path, message, ...issue } of parsed.error.issues) issues.addIssue({ ...issue, path, message });
    return z.NEVER;
  });

const eventName = z.string().min(1).max(limits.eventNameCharsMax);

/**
 * Which events: one of the names, of which all comparisons hold. In a keyed journey the event has the key of the run, in the
 * property that is named here or else by the entry; `false`: whatever its key.
 */
export const selectorShape = {
  event: z.union([eventName, z.array(eventName).min(1).max(limits.journeyBranchesMax)]),
  where: z.array(comparison).min(1).max(limits.definitionConditionsMax).optional(),
  key: z.union([plainPath, z.literal(false)]).optional(),
};
export type Selector = z.infer<z.ZodObject<typeof selectorShape>>;

export function selects({ event: names, where }: Selector, event: SeenEvent): boolean {
  if (typeof names === 'string' ? names !== event.name : !names.includes(event.name)) return false;
  return (where ?? []).every(({ property, context, test }) => {
    const isNumeric = 'value' in test && typeof test.value === 'number';
    if (property === 'revenue' && isNumeric) return holds(test, event.value ?? undefined);
    const [root, path] = property === undefined ? [event.context, context] : [event.properties, property];
    return holds(test, valueAt(root, path ?? ''));
  });
}

/** Types are strict; where a value is missing or null, only what negates holds. */
function holds(test: Operator, found: Json | undefined): boolean {
  const value = found === null ? undefined : found;
  switch (test.op) {
    case 'eq':
      return value === test.value;
    case 'ne':
      return value !== test.value;
    case 'in':
      return test.value.some((one) => one === value);
    case 'not_in':
      return !test.value.some((one) => one === value);
    case 'gt':
      return typeof value === 'number' && value > test.value;
    case 'gte':
      return typeof value === 'number' && value >= test.value;
    case 'lt':
      return typeof value === 'number' && value < test.value;
    case 'lte':
      return typeof value === 'number' && value <= test.value;
    case 'contains':
      return typeof value === 'string' && value.includes(test.value);
    case 'not_contains':
      return !(typeof value === 'string' && value.includes(test.value));
    case 'starts_with':
      return typeof value === 'string' && value.startsWith(test.value);
    case 'ends_with':
      return typeof value === 'string' && value.endsWith(test.value);
    case 'exists':
      return value !== undefined;
    case 'not_exists':
      return value === undefined;
  }
}

export function valueAt(root: JsonObject, path: string): Json | undefined {
  return (pathOf(path)[0] ?? []).reduce<Json | undefined>(
    (found, key) => (isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    root,
  );
}

/** The trait or property in which a path begins. */
export const topOf = (path: string): string => pathOf(path)[0]?.[0] ?? path;

const keyCharsMax = 200;

/** The key of a run in a property: a text, or a number as text (clients send either); null: it has none. */
export function keyIn(event: SeenEvent, path: string): string | null {
  const value = valueAt(event.properties, path);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= keyCharsMax ? value : null;
}
