import type { Aggregate } from '../aggregate';
import avg from './avg';
import count from './count';
import daysSince from './days-since';
import distinct from './distinct';
import distinctCount from './distinct-count';
import first from './first';
import firstAt from './first-at';
import last from './last';
import lastAt from './last-at';
import max from './max';
import min from './min';
import mostFrequent from './most-frequent';
import sum from './sum';

/** In the order in which a person is offered them. An aggregate more: one file, one line here. */
export const aggregates: readonly Aggregate[] = [
  count,
  sum,
  avg,
  min,
  max,
  first,
  last,
  mostFrequent,
  distinct,
  distinctCount,
  daysSince,
  firstAt,
  lastAt,
];

export const aggregatesByName: ReadonlyMap<string, Aggregate> = new Map(aggregates.map((one) => [one.name, one]));
