import type { Json, JsonObject } from '@rapport/sdk';

/** Facts of evidence sentences: computed traits of the segment language. */
type Events = string | string[];
type Where = JsonObject[];

const happening = (event: Events, within: string | null, where: Where): JsonObject => ({
  event,
  ...(within === null ? {} : { within }),
  ...(where.length === 0 ? {} : { where }),
});

export const count = (event: Events, within: string | null, ...where: Where): Json => ({
  ...happening(event, within, where),
  aggregate: { fn: 'count' },
});
export const lastAt = (event: Events, within: string | null, ...where: Where): Json => ({
  ...happening(event, within, where),
  aggregate: { fn: 'last_at' },
});
export const firstAt = (event: Events, within: string | null, ...where: Where): Json => ({
  ...happening(event, within, where),
  aggregate: { fn: 'first_at' },
});
export const last = (event: Events, property: string, within: string | null, ...where: Where): Json => ({
  ...happening(event, within, where),
  aggregate: { fn: 'last', property },
});
export const list = (event: Events, property: string, within: string | null, ...where: Where): Json => ({
  ...happening(event, within, where),
  aggregate: { fn: 'distinct', property },
});
export const trait = (...paths: string[]): Json => ({ first_of: paths });

export const minutes = (number: number): number => number * 60;
export const hours = (number: number): number => minutes(number * 60);
export const days = (number: number): number => hours(number * 24);

/** Comparisons of `where`. */
export const is = (property: string, op: string, value: Json): JsonObject => ({ property, op, value });
export const atMost = (property: string, value: number): JsonObject => is(property, 'lte', value);
