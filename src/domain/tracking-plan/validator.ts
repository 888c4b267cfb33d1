import type { Json, JsonObject, PlanProblem, PlanViolation } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { formats } from './formats';
import { safePattern } from '@rapport/sdk';
import { checkPlanSchema } from './schema-check';

/** Above this many values an event is told its first violation only: a list of 10,000 wrong items would make 10,000 reports. */
const reportedValuesMax = 1_000;
const violationsMax = 10;
const messageCharsMax = 200;

/** Answers what an event breaks; an empty list where it fits. */
export type PlanValidator = (properties: JsonObject) => readonly PlanViolation[];

/**
 * Compiles a plan's schema. ajv writes a function for it, a few milliseconds of work, so this is done once for each version
 * and process. Strict: what ajv does not understand is a problem, not ignored. No `$ref`, so a value is looked at by each
 * part of the schema at most once, and the work is bounded by their product.
 */
export function compilePlan(
  schema: JsonObject,
): { readonly validate: PlanValidator } | { readonly problems: readonly PlanProblem[] } {
  const problems = checkPlanSchema(schema);
  if (problems.length > 0) return { problems };
  const wrong = wrongValues(schema);
  if (wrong.length > 0) return { problems: wrong };
  try {
    const first = compile(schema, false);
    // Most events fit: the function that lists every violation is made when it is needed.
    let all: ValidateFunction | undefined;
    return {
      validate(properties) {
        if (first(properties)) return [];
        if (!isSmall(properties)) return describeAll(first.errors);
        all ??= compile(schema, true);
        all(properties);
        return describeAll(all.errors);
      },
    };
  } catch (error) {
    return { problems: [{ path: '', message: sentence(error) }] };
  }
}

function compile(schema: JsonObject, allErrors: boolean): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors,
    strict: true,
    strictRequired: false,
    // A plan of `{ properties: { a: ... } }` is about an object; nobody has to say so twice.
    strictTypes: false,
    strictTuples: false,
    // wrongValues did; an instance without the meta-schema is made in no time, and kept by nobody.
    meta: false,
    validateSchema: false,
    // Else every event would have a `constructor`.
    ownProperties: true,
    addUsedSchema: false,
    logger: false,
    formats: { ...formats },
    code: { regExp: Object.assign(safePattern, { code: 'safePattern' }) },
  });
  return ajv.compile(schema);
}

let metaSchema: Ajv2020 | undefined;

/** Values of keywords that make no sense: `type: "wrong"`, `minLength: -1`. */
function wrongValues(schema: JsonObject): PlanProblem[] {
  // Compiling the meta-schema takes 50 ms: once, when the first plan is written or met.
  metaSchema ??= new Ajv2020({ allErrors: true, logger: false });
  if (metaSchema.validateSchema(schema) === true) return [];
  const found = new Map(
    (metaSchema.errors ?? []).map(({ instancePath, message }) => [
      `${instancePath} ${message}`,
      { path: instancePath, message: message ?? 'it is not acceptable' },
    ]),
  );
  return [...found.values()].slice(0, violationsMax);
}

function describeAll(errors: readonly ErrorObject[] | null | undefined): PlanViolation[] {
  const found = new Map<string, PlanViolation>();
  for (const error of errors ?? []) {
    const violation = describe(error);
    const key = `${violation.path}\n${violation.reason}\n${violation.message}`;
    if (!found.has(key)) found.set(key, violation);
    if (found.size === violationsMax) break;
  }
  return [...found.values()];
}

/** ajv's sentence, which quotes the schema and never the value. */
function describe({ instancePath, keyword, message, params }: ErrorObject): PlanViolation {
  const named = extra(params);
  const path = instancePath.replace(/\/\d+(?=\/|$)/g, '/*').slice(0, messageCharsMax);
  return {
    path: keyword === 'required' && named !== null ? `${path}/${named}`.slice(0, messageCharsMax) : path,
    reason: keyword,
    message: (keyword === 'additionalProperties' && named !== null
      ? `"${named}" is not in the plan`
      : (message ?? keyword)
    ).slice(0, messageCharsMax),
  };
}

function extra(params: Record<string, unknown>): string | null {
  const name = params['missingProperty'] ?? params['additionalProperty'];
  return typeof name === 'string' ? name.slice(0, 100) : null;
}

function isSmall(properties: JsonObject): boolean {
  let values = 0;
  const visit = (value: Json): boolean => {
    if (++values > reportedValuesMax) return false;
    if (Array.isArray(value)) return value.every(visit);
    return !isJsonObject(value) || Object.values(value).every(visit);
  };
  return visit(properties);
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : 'it cannot be compiled';
  return text.slice(0, 300);
}
