import type { Statement } from './compile';
import type { Surroundings } from './query';

/** A statement for any clock and any profiles: both are parameters, and nothing of its text depends on them. */
export type Template = (now: number, roots: readonly number[]) => Statement;

/** A time that no clock shows, and profiles that nobody is: by them the two places are found. No definition can hold them. */
const clockMark = Number.NaN;
const rootsMark: readonly number[] = [Number.NaN];

/** @param compileFor what compiles at a clock over some profiles */
export function templateOf(compileFor: (at: Pick<Surroundings, 'now' | 'scope'>) => Statement): Template {
  const { text, values } = compileFor({ now: clockMark, scope: { roots: rootsMark } });
  return (now, roots) => ({
    text,
    values: values.map((value) => (Object.is(value, clockMark) ? now : value === rootsMark ? roots : value)),
  });
}
