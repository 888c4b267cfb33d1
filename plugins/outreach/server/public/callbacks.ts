import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Channel,
  type ChannelReport,
  type Core,
  type HttpMount,
  type JsonObject,
  RapportError,
  readBody,
} from '@rapport/sdk';
import { addressHash } from '../../domain/consent/address';
import { isScannerAgent } from '../../domain/tracking/scanner';
import { callbackPurpose } from '../channels/commands';
import { contextOf, settingsOf } from '../channels/sessions';
import { noted } from '../reports';
import { addressSalt } from '../stores/addresses';
import { type ConnectionRow, listConnections } from '../stores/connections';
import { insertDenial, insertReport, noteReports, reportedMessage, type ReportedMessage } from '../stores/reports';
import { insertSuppressions } from '../stores/suppressions';

/** A mail that came back, with what was in it. */
const bodyBytesMax = 20_000_000;
/** A provider tells a few hundred together at the most. */
const reportsMax = 5_000;

type Found = { readonly row: ConnectionRow; readonly channel: Channel };

/**
 * Where providers tell what became of messages: `/channels/<connection>/<secret>`. What was told is kept, each thing once, before the
 * answer; a 503 makes the provider tell it again.
 */
export function createCallbackMount(core: Core): HttpMount {
  return {
    path: '/channels',
    async handle(request, response) {
      try {
        if (request.method !== 'POST') throw new RapportError('method_not_allowed');
        const found = await connectionAt(core, request.url ?? '/');
        if (found === null) throw new RapportError('not_found');
        const body = await readBody(request, bodyBytesMax);
        const reports = await reportsIn(core, found, request, body);
        await keepReports(core, found, reports);
        send(response, 200, { taken: reports.length });
        if (reports.length > 0) core.wake();
      } catch (error) {
        const coded = error instanceof RapportError ? error : new RapportError('internal_error');
        if (coded !== error) core.log.error({ err: error }, 'a report of a channel could not be taken');
        send(response, coded.status, { error: { code: coded.code, message: coded.message } });
      }
    },
  };
}

/** Null: there is none, or that is not its secret. */
async function connectionAt(core: Core, url: string): Promise<Found | null> {
  const [, , key = '', secret = ''] = new URL(url, 'http://localhost').pathname.split('/');
  const row = (await listConnections(core.database)).find((one) => one.key === key);
  const channel = core.channels.find((one) => one.name === row?.channel);
  if (row === undefined || channel === undefined) return null;
  const wanted = Buffer.from(core.secrets.open(callbackPurpose(row.key), row.addressSecret));
  const given = Buffer.from(secret);
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? { row, channel } : null;
}

async function reportsIn(
  core: Core,
  { row, channel }: Found,
  { headers }: IncomingMessage,
  body: Buffer,
): Promise<readonly ChannelReport[]> {
  if (channel.receive === undefined) throw new RapportError('channel_cannot');
  const settings = settingsOf(core, channel, row);
  if (settings === null) throw new RapportError('channel_invalid');
  const request = { headers, body, receivedAt: core.now() };
  const reports = await channel.receive(request, settings, contextOf(core, row.key));
  if (reports.length > reportsMax) throw new RapportError('body_too_large', `At most ${reportsMax} reports at once.`);
  return reports;
}

/** One transaction for all of a request: it is kept whole, or told again. */
export async function keepReports(
  core: Core,
  { row, channel }: Found,
  reports: readonly ChannelReport[],
): Promise<void> {
  if (reports.length === 0) return;
  await core.database.transaction(async (sql) => {
    for (const report of reports) {
      const hash =
        report.address === null
          ? null
          : addressHash(addressSalt(core), channel.medium, report.address.trim().toLowerCase());
      const message = await reportedMessage(sql, row.id, report, hash);
      if (message === null) continue;
      const isMachine = 'userAgent' in report && isScannerAgent(report.userAgent);
      const { key, kind, at } = report;
      const isNew = await insertReport(sql, {
        messageId: message.id,
        key,
        kind,
        at,
        isMachine,
        detail: detailOf(report),
      });
      if (!isNew || isMachine) continue;
      await noteReports(sql, [noted(message, report, at)]);
      if (kind === 'unsubscribed') await insertDenial(sql, message, at);
      await sql.touch('message', [message.leafId]);
      if (kind === 'unsubscribed' || suppressionBy(report) !== null) await sql.touch('consent', [message.leafId]);
      const suppressed = suppressionBy(report);
      if (suppressed !== null) await insertSuppressions(sql, suppressionOf(message, suppressed, report));
    }
  });
}

function suppressionBy(report: ChannelReport): 'hard_bounce' | 'complaint' | null {
  if (report.kind === 'complained') return 'complaint';
  return report.kind === 'bounced' && report.bounce === 'hard' ? 'hard_bounce' : null;
}

/** Of the address to which it went, also where the report names another: a forwarded mail comes back from elsewhere. */
function suppressionOf(
  { medium, addressHash: address, leafId }: ReportedMessage,
  reason: 'hard_bounce' | 'complaint',
  { key, at }: ChannelReport,
) {
  return address === null ? [] : [{ channel: medium, address, reason, at, leafId, evidence: { report: key } }];
}

function detailOf(report: ChannelReport): JsonObject {
  switch (report.kind) {
    case 'bounced':
      return { bounce_type: report.bounce, ...(report.code === null ? {} : { code: report.code }) };
    case 'failed':
      return report.code === null ? {} : { code: report.code };
    case 'clicked':
      return { link_url: report.url };
    case 'replied':
      return report.text === null ? {} : { message_body: report.text };
    case 'delivered':
    case 'complained':
    case 'unsubscribed':
    case 'opened':
      return {};
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  const headers: Record<string, string> = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  if (status === 503) headers['retry-after'] = '5';
  if (status === 413) headers['connection'] = 'close';
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
