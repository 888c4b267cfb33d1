import { type Core, type JsonObject, limits } from '@rapport/sdk';
import { callerOf } from '../domain/caller';
import { eventNameOf } from '../domain/report';
import { settleVisits } from './reports';
import { noteTold, type UntoldReport, untoldReports } from './stores/reports';

/**
 * Puts what became of messages on the timeline, through the door like everything else; its message ids are the reports' own, so that
 * what is told twice counts once.
 */
export async function tellReports(core: Core): Promise<'more' | 'done'> {
  const { database, door, read } = core;
  const now = core.now();
  const reports = await untoldReports(database, limits.outreachReportsMax, now);
  if (reports.length === 0) return 'done';
  const machines = await settleVisits(core, reports);
  const profiles = await read.profiles.byLeafIds(reports.map((one) => one.leafId));
  const identifiers = await read.profiles.identifiers(profiles.flatMap((one) => one ?? []));
  const calls = reports.flatMap((report, index) => {
    const profile = profiles[index] ?? null;
    const who = profile === null ? null : callerOf(identifiers.get(profile.rootId) ?? []);
    return who === null || report.isMachine || machines.has(report.id) ? [] : [callOf(report, who)];
  });
  if (calls.length > 0) await door.submit({ sourceRef: 'outreach', historical: false }, calls, 'verified');
  await noteTold(
    database,
    reports.map((one) => one.id),
    now,
  );
  return reports.length === limits.outreachReportsMax ? 'more' : 'done';
}

function callOf(report: UntoldReport, who: JsonObject): JsonObject {
  const { id, kind, at, detail, messageId, medium, topic, template, campaign } = report;
  return {
    ...who,
    ...{ type: 'track', event: eventNameOf(medium, kind), messageId: `outreach-report-${messageId}-${id}` },
    timestamp: new Date(at).toISOString(),
    properties: {
      ...detail,
      ...{ message_id: messageId, medium, topic_id: topic, template_id: template },
      ...(campaign === null ? {} : { campaign_id: campaign }),
    },
  };
}
