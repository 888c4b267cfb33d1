import type { Quadrant } from '../quadrant';
import { textIn } from '../situations/evidence';
import type { CurrentSituation } from '../situations/situation';
import { actionsByKey } from './actions';

/** What became of an action when it was offered: decided ones only. */
export type ActionStatistics = ReadonlyMap<string, { readonly accepted: number; readonly dismissed: number }>;

export type OfferedAction = {
  readonly key: string;
  readonly label: string;
  readonly why: string;
  /** Comparable within one customer only. */
  readonly score: number;
};

type Candidate = { readonly key: string; readonly because: CurrentSituation; readonly others: number };

/** Before anything was learnt an action counts as accepted in half of these offers: Beta(3, 3). */
const prior = { accepted: 3, dismissed: 3 };

/**
 * What to do next, best first: how severe the situation is, how well it fits who is to be served how, and how often agents took it.
 * Pure: the same input gives the same list.
 */
export function nextBestActions({
  situations,
  quadrant,
  statistics,
  locale,
}: {
  readonly situations: readonly CurrentSituation[];
  readonly quadrant: Quadrant | null;
  readonly statistics: ActionStatistics;
  readonly locale: string;
}): OfferedAction[] {
  const present = new Set(situations.map((one) => one.key));
  return candidatesOf(situations)
    .flatMap(({ key, because, others }) => {
      const action = actionsByKey.get(key);
      if (action === undefined || action.notDuring?.some((one) => present.has(one)) === true) return [];
      const fit = quadrant === null ? 1 : (action.fits?.[quadrant.key] ?? 1);
      const learnt = acceptance(statistics.get(key));
      // Several situations that call for the same add a little, and never as much as one that is more severe by ten.
      const severity = because.severity + Math.min(9, 3 * others);
      const score = Math.round(severity * fit * 2 * learnt.share * 100) / 100;
      return [{ key, label: textIn(action.label, locale), why: reason(because, learnt, locale), score }];
    })
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

/** Each action once, for the most severe situation that calls for it. */
function candidatesOf(situations: readonly CurrentSituation[]): Candidate[] {
  const byAction = new Map<string, Candidate>();
  for (const because of [...situations].sort((a, b) => b.severity - a.severity)) {
    if (because.action === null) continue;
    const known = byAction.get(because.action);
    if (known === undefined) byAction.set(because.action, { key: because.action, because, others: 0 });
    else byAction.set(because.action, { ...known, others: known.others + 1 });
  }
  return [...byAction.values()];
}

type Learnt = { readonly share: number; readonly decided: number; readonly accepted: number };

/** Mean of the posterior. */
function acceptance(counts: { readonly accepted: number; readonly dismissed: number } | undefined): Learnt {
  const { accepted, dismissed } = counts ?? { accepted: 0, dismissed: 0 };
  const share = (prior.accepted + accepted) / (prior.accepted + prior.dismissed + accepted + dismissed);
  return { share, accepted, decided: accepted + dismissed };
}

function reason({ name, severity, evidence }: CurrentSituation, { accepted, decided }: Learnt, locale: string): string {
  const named = textIn(name, locale);
  const learnt = {
    en: decided === 0 ? '' : ` Taken ${accepted} of ${decided} times.`,
    'zh-Hans': decided === 0 ? '' : `此前采纳${accepted}/${decided}次。`,
    de: decided === 0 ? '' : ` ${accepted} von ${decided} Mal angenommen.`,
  };
  const said = {
    en: `${named} (severity ${severity}): ${evidence}`,
    'zh-Hans': `${named}（严重程度${severity}）：${evidence}`,
    de: `${named} (Schwere ${severity}): ${evidence}`,
  };
  return `${textIn(said, locale)}${textIn(learnt, locale)}`;
}
