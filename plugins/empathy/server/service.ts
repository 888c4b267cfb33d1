import type { Core } from '@rapport/sdk';
import { Situations } from './situations';
import { Suggestions } from './suggestions';

/** What works on situations in one process. */
export type Service = { readonly situations: Situations; readonly suggestions: Suggestions };

const byCore = new WeakMap<Core, Service>();

export function serviceOf(core: Core): Service {
  const known = byCore.get(core) ?? { situations: new Situations(core), suggestions: new Suggestions(core) };
  byCore.set(core, known);
  return known;
}
