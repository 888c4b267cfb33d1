import type { Core } from '@rapport/sdk';
import type { MessageState } from '../domain/ledger';
import { stateAfter } from '../domain/report';
import { followedTogether } from '../domain/tracking/scanner';
import { lockMessages, type Noted, noteReports, type UntoldReport } from './stores/reports';
import { flagVisits, visitsOf } from './stores/responses';

type Reported = Parameters<typeof stateAfter>[1];

/** What a report makes of its message. @param at epoch milliseconds */
export function noted(
  { id, state }: { readonly id: number; readonly state: MessageState },
  report: Reported,
  at: number,
): Noted {
  const { kind } = report;
  const when = (wanted: Reported['kind']): number | null => (kind === wanted ? at : null);
  return {
    ...{ id, state: stateAfter(state, report), openedAt: when('opened'), clickedAt: when('clicked') },
    unsubscribedAt: when('unsubscribed'),
  };
}

/**
 * Judges what came by links of ours some seconds ago, with everything else that came of the same messages, and notes on these what
 * people did. Done again it comes to the same.
 * @returns ids of reports that were a program's
 */
export async function settleVisits(core: Core, reports: readonly UntoldReport[]): Promise<ReadonlySet<number>> {
  const visits = reports.filter(({ isVisit, isMachine }) => isVisit && !isMachine);
  if (visits.length === 0) return new Set();
  const messageIds = [...new Set(visits.map((one) => one.ofMessage))];
  return core.database.transaction(async (sql) => {
    const locked = await lockMessages(sql, messageIds);
    const states = new Map(locked.map((one) => [one.id, one.state]));
    const all = await visitsOf(sql, messageIds);
    const flagged = new Set(
      messageIds.flatMap((id) => {
        const own = all.filter(({ messageId }) => messageId === id);
        return [...followedTogether(own, own[0]?.count ?? 0)];
      }),
    );
    const mine = visits.filter(({ id }) => flagged.has(id)).map(({ id }) => id);
    await flagVisits(sql, mine, 'every_link');
    await noteReports(
      sql,
      messageIds.flatMap((id) => {
        const own = visits.filter(({ ofMessage, id: report }) => ofMessage === id && !flagged.has(report));
        const state = states.get(id);
        return state === undefined || own.length === 0 ? [] : [together(id, state, own)];
      }),
    );
    await sql.touch(
      'message',
      locked.map((one) => one.leafId),
    );
    return new Set(mine);
  });
}

/** Several of one message: the first of each kind. */
function together(id: number, state: MessageState, reports: readonly UntoldReport[]): Noted {
  const start: Noted = { id, state, openedAt: null, clickedAt: null, unsubscribedAt: null };
  const earlier = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? (a ?? b) : Math.min(a, b);
  return reports.reduce((before, { kind, at }) => {
    const after = noted({ id, state: before.state }, { kind }, at);
    return {
      ...after,
      openedAt: earlier(before.openedAt, after.openedAt),
      clickedAt: earlier(before.clickedAt, after.clickedAt),
    };
  }, start);
}
