import type { Json, JsonObject } from '@rapport/sdk';
import type { ChatwootAccount } from './chatwoot';
import type { Person } from './model';

/** A request whose token is known; numbers of the path in order. */
export type ApiRequest = {
  readonly account: ChatwootAccount;
  readonly who: Person;
  readonly ids: readonly number[];
  readonly query: URLSearchParams;
  readonly body: JsonObject;
};
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Behind `/api/v1/accounts/1`; `:id` is a number. */
  readonly path: string;
  readonly adminOnly?: true;
  readonly answer: (request: ApiRequest) => Json;
};

/** What Chatwoot says no with. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonObject,
  ) {
    super(String(status));
  }
}

export const notFound = (): Refusal => new Refusal(404, { error: 'Resource could not be found' });
export const unauthorized = (error: string): Refusal => new Refusal(401, { error });
export const invalid = (message: string, ...attributes: readonly string[]): Refusal =>
  new Refusal(422, { message, attributes: [...attributes] });

export function found<Value>(map: ReadonlyMap<number, Value>, id: number | undefined): Value {
  const value = map.get(id ?? -1);
  if (value === undefined) throw notFound();
  return value;
}

/** @throws Refusal 422 where it is no text, or empty */
export function textOf(body: JsonObject, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value.trim() === '') throw invalid(`${field} can't be blank`, field);
  return value;
}

export function stringsOf(body: JsonObject, field: string): string[] {
  const value = body[field];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw invalid(`${field} is invalid`, field);
  return value.filter((one) => typeof one === 'string');
}

/** @param page from 1; what is no number is the first, as with Kaminari */
export function pageOf<Value>(all: readonly Value[], query: URLSearchParams, size: number): readonly Value[] {
  const page = Math.max(Number.parseInt(query.get('page') ?? '1', 10) || 1, 1);
  return all.slice((page - 1) * size, page * size);
}
