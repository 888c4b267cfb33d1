import type { Fault } from './tree';

/** Those at a path or below it, with paths that begin there: below `$.score[0].when` `$.score[0].when.all` is `$.all`. */
export function faultsBelow(faults: readonly Fault[], path: string): readonly Fault[] {
  return faults
    .filter((one) => one.path.startsWith(path) && /^(?:$|[.[])/.test(one.path.slice(path.length)))
    .map((one) => ({ ...one, path: `$${one.path.slice(path.length)}` }));
}
