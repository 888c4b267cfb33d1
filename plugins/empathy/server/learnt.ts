import type { Core } from '@rapport/sdk';
import type { ActionStatistics } from '../domain/next-best-action';
import type { ScriptOutcomes } from '../domain/words/choose';
import { serviceOf } from './service';

/** What became of offers until now. */
export type Learnt = {
  readonly ofActions: ActionStatistics;
  readonly ofScripts: ReadonlyMap<string, ScriptOutcomes>;
};

/** Half a year is summed up: not for each look of each agent. */
const rememberedMilliseconds = 60_000;
const byCore = new WeakMap<Core, { readonly until: number; readonly learnt: Promise<Learnt> }>();

/** As it was a minute ago at the most. */
export function learntOf(core: Core): Promise<Learnt> {
  const known = byCore.get(core);
  if (known !== undefined && known.until > core.now()) return known.learnt;
  const learnt = read(core);
  byCore.set(core, { until: core.now() + rememberedMilliseconds, learnt });
  // Who asks next tries again.
  learnt.catch(() => byCore.delete(core));
  return learnt;
}

async function read(core: Core): Promise<Learnt> {
  const { suggestions } = serviceOf(core);
  const [ofActions, ofScripts] = await Promise.all([suggestions.ofActions(), suggestions.ofScripts()]);
  return { ofActions, ofScripts };
}
