import { isJsonObject, limits, type Json, type JsonObject, type PlanProblem } from '@rapport/sdk';
import { formatNames } from './formats';
import { patternProblem } from '@rapport/sdk';

/** What the value of a keyword is: something that holds schemas, or a plain value that ajv checks. */
type Keyword = 'schema' | 'schemas' | 'schemaMap' | 'value';

/**
 * The part of JSON Schema that a tracking plan may use. Left out: references and recursion ($ref, $defs ...), which could
 * multiply the work; `patternProperties`; `uniqueItems`, which compares every pair of items.
 */
const keywords: Readonly<Record<string, Keyword>> = {
  ...Object.fromEntries(
    ['$schema', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'].map((one) => [one, 'value']),
  ),
  ...Object.fromEntries(
    ['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'nullable'].map((one) => [one, 'value']),
  ),
  ...Object.fromEntries(
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((one) => [one, 'value']),
  ),
  ...Object.fromEntries(
    ['required', 'minProperties', 'maxProperties', 'minItems', 'maxItems', 'minContains', 'maxContains'].map((one) => [
      one,
      'value',
    ]),
  ),
  dependentRequired: 'value',
  properties: 'schemaMap',
  dependentSchemas: 'schemaMap',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  items: 'schema',
  contains: 'schema',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  prefixItems: 'schemas',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
};
const problemsMax = 20;

/** What is wrong with a schema, with the place. Whether the values of its keywords make sense, ajv says afterwards. */
export function checkPlanSchema(schema: JsonObject): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > limits.trackingPlanBytesMax) {
    return [{ path: '', message: `A plan has at most ${limits.trackingPlanBytesMax} bytes; this one has ${bytes}.` }];
  }
  let nodes = 0;
  const visit = (value: Json | undefined, path: string, depth: number): void => {
    if (problems.length >= problemsMax || typeof value === 'boolean') return;
    if (!isJsonObject(value)) return void problems.push({ path, message: 'A schema is an object, or true or false.' });
    if (++nodes > limits.trackingPlanNodesMax) {
      if (nodes === limits.trackingPlanNodesMax + 1)
        problems.push({ path, message: `A plan holds at most ${limits.trackingPlanNodesMax} schemas.` });
      return;
    }
    if (depth > limits.trackingPlanDepthMax)
      return void problems.push({ path, message: `A plan is at most ${limits.trackingPlanDepthMax} levels deep.` });
    for (const [name, part] of Object.entries(value)) {
      const place = `${path}/${pointer(name)}`;
      const message = keywordProblem(name, part);
      if (message !== null) problems.push({ path: place, message });
      else visitParts(keywords[name] ?? 'value', part, place, depth, visit);
    }
  };
  visit(schema, '', 1);
  return problems.slice(0, problemsMax);
}

function visitParts(
  kind: Keyword,
  part: Json,
  place: string,
  depth: number,
  visit: (value: Json | undefined, path: string, depth: number) => void,
): void {
  if (kind === 'schema') visit(part, place, depth + 1);
  else if (kind === 'schemas' && Array.isArray(part))
    part.forEach((one, at) => visit(one, `${place}/${at}`, depth + 1));
  else if (kind === 'schemaMap' && isJsonObject(part)) {
    for (const [key, one] of Object.entries(part)) visit(one, `${place}/${pointer(key)}`, depth + 1);
  }
}

function keywordProblem(name: string, value: Json): string | null {
  if (!Object.hasOwn(keywords, name)) return `"${name.slice(0, 50)}" is not a keyword that a plan may use.`;
  const kind = keywords[name];
  if (kind === 'schemas' && !Array.isArray(value)) return 'It is a list of schemas.';
  if (kind === 'schemaMap' && !isJsonObject(value)) return 'It is an object of schemas.';
  if (name === 'pattern') return typeof value === 'string' ? patternProblem(value) : 'It is a text.';
  if (name === 'format' && !(typeof value === 'string' && formatNames.includes(value)))
    return `A format is one of ${formatNames.join(', ')}.`;
  return null;
}

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
