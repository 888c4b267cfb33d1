import type { Operator } from '../operator';
import after from './after';
import anniversaryWithin from './anniversary-within';
import before from './before';
import between from './between';
import contains from './contains';
import endsWith from './ends-with';
import eq from './eq';
import exists from './exists';
import gt from './gt';
import gte from './gte';
import hasAll from './has-all';
import hasAny from './has-any';
import isIn from './in';
import lt from './lt';
import lte from './lte';
import matches from './matches';
import ne from './ne';
import notContains from './not-contains';
import notExists from './not-exists';
import notIn from './not-in';
import notWithinLast from './not-within-last';
import startsWith from './starts-with';
import withinLast from './within-last';
import withinNext from './within-next';

/** In the order in which a person is offered them. An operator more: one file, one line here. */
export const operators: readonly Operator[] = [
  eq,
  ne,
  isIn,
  notIn,
  gt,
  gte,
  lt,
  lte,
  between,
  contains,
  notContains,
  startsWith,
  endsWith,
  exists,
  notExists,
  before,
  after,
  withinLast,
  notWithinLast,
  withinNext,
  anniversaryWithin,
  hasAny,
  hasAll,
  matches,
];

export const operatorsByName: ReadonlyMap<string, Operator> = new Map(operators.map((one) => [one.name, one]));
