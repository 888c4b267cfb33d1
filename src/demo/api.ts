import type { Json, JsonObject } from '@rapport/sdk';
import { z } from 'zod';

const answer = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
});

/** Asks Rapport's GraphQL API, like any other client of it. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /**
   * @param shape of the answer's `data`
   * @param tolerated codes of errors that are no failure: then it answers null
   * @throws Error: what the API says
   */
  async ask<T>(
    query: string,
    variables: JsonObject,
    shape: z.ZodType<T>,
    tolerated: readonly string[] = [],
  ): Promise<T | null> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables } satisfies Record<string, Json>),
    });
    const { data, errors = [] } = answer.parse(await response.json());
    const [error] = errors;
    if (error === undefined) return shape.parse(data);
    if (tolerated.includes(error.extensions?.code ?? '')) return null;
    throw new Error(`Rapport answered: ${error.message}`);
  }
}
