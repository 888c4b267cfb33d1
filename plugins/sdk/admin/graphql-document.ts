/**
 * A GraphQL operation with the types of its answer and of its variables. `npm run generate` makes one for each operation
 * of a `.graphql` file in an admin folder: `customers.graphql` becomes `customers.documents.ts`.
 */
export type GraphqlDocument<Result, Variables> = {
  readonly name: string;
  readonly text: string;
  /** Never there: it only carries the types. */
  readonly types?: (variables: Variables) => Result;
};

export function graphqlDocument<Result, Variables>(name: string, text: string): GraphqlDocument<Result, Variables> {
  return { name, text };
}

/** A value of the scalar JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A text as JSON; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isJson);
}
