import { z } from 'zod';
import { fault } from './definition-issues';
import { isStorable } from './storable';

/**
 * Where a value stands in a trait, in properties or in a context: `address.city`, `items[].sku`, `["key with spaces"].x`.
 * `keys` between two `[]`: each list of keys leads to a list, the last one to the value in an element.
 */
export type Path = readonly (readonly string[])[];

const charsMax = 255;
const keysMax = 20;
const step = /^(?:\.?([^.[\]"\s](?:[^.[\]"]*[^.[\]"\s])?)|\["((?:[^"\\]|\\["\\])*)"\]|(\[\]))/u;

/** null: it is none. */
export function parsePath(text: string): Path | null {
  if (text === '' || text.length > charsMax || text.startsWith('.') || !isStorable(text)) return null;
  const parts: string[][] = [[]];
  let keys = 0;
  let rest = text;
  while (rest !== '') {
    const found = step.exec(rest);
    if (found === null) return null;
    const [taken, plain, quoted] = found;
    if (plain !== undefined && rest !== text && !rest.startsWith('.')) return null;
    if (plain === undefined && quoted === undefined) parts.push([]);
    else parts.at(-1)?.push(plain ?? quoted?.replace(/\\(["\\])/g, '$1') ?? '');
    if (++keys > keysMax) return null;
    rest = rest.slice(taken.length);
  }
  return parts;
}

/** @throws Error where it is none: a definition was checked before */
export function pathOf(text: string): Path {
  const path = parsePath(text);
  if (path === null) throw new Error('not a path');
  return path;
}

export const pathText = z.string().refine((text) => parsePath(text) !== null, fault('path_invalid'));
