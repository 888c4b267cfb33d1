import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import { progressBar } from '../cli/progress';
import { Api } from './api';
import { planBulk, sendBulk } from './bulk';
import { day, second } from './clock';
import { demoCustomers, demoDays, demoSeed, openedAt, type Company } from './company';
import type { Door } from './door';
import { farewell, findTales } from './farewell';
import { furnish, writePlans } from './furnish';
import { openGroups } from './groups';
import { connect, connectionKey, isConnected } from './helpdesk/connect';
import { HelpdeskDesk } from './helpdesk/desk';
import { Ledger } from './ledger';
import { happenings, openScenes, stayAlive } from './live';
import { DemoMailServer } from './outreach/mail-server';
import { connectMail, openJourneys, openTopics, sendBroadcasts } from './outreach/open';
import { Readers } from './outreach/readers';
import { type PanelAddresses, panelAddresses } from './panel';
import { detailedCustomers } from './run-size';
import { byDays, createClients, type Clients } from './send';
import type { DemoAccess } from './setup';
import type { DemoCall } from './call';

export type RunOptions = {
  /** Of Rapport, e.g. http://127.0.0.1:1337 */
  readonly url: string;
  readonly access: DemoAccess;
  readonly ledgerFile: string;
  /** The helpdesk's: it is on this machine only. */
  readonly desk: { readonly journalFile: string; readonly port: number };
  /** The customers' mail server: on this machine only, too. */
  readonly mail: { readonly smtpPort: number; readonly pagePort: number };
  /** undefined: as many as there are, or a few hundred. */
  readonly customers: number | undefined;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
};

/**
 * Rapport is connected to the helpdesk since so long: what was before is read by the API, which does not tell who handed over to whom; since
 * then webhooks told of everything.
 */
const connectedFor = 3 * day;

/** Brings the company up to now, says where to look, and lets it live until the signal. @throws Error: Rapport refuses events */
export async function runCompany(options: RunOptions): Promise<void> {
  const { url, signal } = options;
  const desk = await HelpdeskDesk.open(options.desk);
  const readers = new Readers(url, signal);
  const onMail = readers.receive.bind(readers);
  const mail = await DemoMailServer.start({ ...options.mail, rapportUrl: url, onMail });
  try {
    await runWith(desk, mail, options);
  } finally {
    await mail.stop();
    await desk.close();
  }
}

async function runWith(desk: HelpdeskDesk, mail: DemoMailServer, options: RunOptions): Promise<void> {
  const { url, access, signal, say } = options;
  const { company, ledger } = await openLedger(options);
  const door: Door = { url, writeKeys: access.writeKeys };
  const api = new Api(url, access.token);
  const clients = createClients(door, desk);
  try {
    await expectCurrent(api, ledger);
    if (!ledger.state.furnished) await writePlans(api);
    if (!ledger.state.outreach) await openTopics(api);
    // Where an earlier run did not come to it, or its journal is gone: all that was in the helpdesk by then.
    if (!ledger.state.furnished || desk.isNew) {
      const to = ledger.state.furnished ? ledger.resumeAt : Math.min(ledger.resumeAt, Date.now() - connectedFor);
      await desk.play(happenings(company, ledger.state.scenes, openedAt(company), to));
    }
    const { events, recent } = await catchUp(company, ledger, clients, options);
    if (signal.aborted) return;
    await connect({ api, desk, url, signal, say });
    await ledger.save(Date.now(), { helpdesk: true });
    await connectMail(api, mail, url);
    // Before webhooks tell of the last days: who was rated badly today is on his journey.
    if (!ledger.state.outreach) await openJourneys(api);
    await desk.playLive(recent);
    if (signal.aborted) return;
    if (!ledger.state.furnished) {
      await furnish(api);
      await openGroups(api);
    }
    if (!ledger.state.outreach) await sendBroadcasts(api, signal);
    if (signal.aborted) return;
    await ledger.save(Date.now(), { furnished: true, outreach: true });
    const bulk = planBulk(ledger, company, options.customers ?? 0, Date.now());
    await ledger.save(Date.now(), { bulk });
    const customers = bulk?.customers ?? company.customers;
    const profileIds = await findTales(api);
    const open = desk.lastOpen();
    const at = { url, token: access.token, deskUrl: desk.url, connection: connectionKey };
    const panel: PanelAddresses | null = open === null ? null : await panelAddresses(at, open);
    const addresses = { url, deskUrl: desk.url, mailUrl: mail.url, panel };
    say(farewell({ ...addresses, access, events, customers, profileIds }));
    const pause = (): Promise<void> => sleep(second, undefined, { signal }).catch(() => undefined);
    const living = stayAlive({ company, ledger, clients, signal, now: Date.now, pause });
    await Promise.all([living, addMany(company, ledger, door, options)]);
  } finally {
    await clients.close();
  }
}

/**
 * What was said in the helpdesk stands there already, as events that the helpdesk would tell once more.
 * @throws RapportError demo_outdated
 */
async function expectCurrent(api: Api, { state }: Ledger): Promise<void> {
  if (!state.furnished || state.helpdesk || (await isConnected(api))) return;
  throw new RapportError(
    'demo_outdated',
    'An older demo made these data, before it had a helpdesk: every conversation would be there twice. Delete the data directory to begin anew, or take another: RAPPORT_DATA_DIR=.data-demo npm run demo.',
  );
}

async function openLedger({ access, ledgerFile, customers = demoCustomers }: RunOptions) {
  const { since } = access;
  const now = Date.now();
  const fresh = { seed: demoSeed, since, customers: detailedCustomers(customers) };
  const opened = openedAt(fresh);
  // Without a ledger, and after the ids may be forgotten: nothing that may be there already is sent.
  const isLost = now - since > 7 * day;
  const sentTo = isLost ? now : opened;
  const ledger = await Ledger.open(
    ledgerFile,
    {
      since,
      customers: fresh.customers,
      sentTo,
      sendingTo: sentTo,
      savedAt: now,
      scenes: [],
      furnished: false,
      outreach: false,
      helpdesk: false,
      bulk: null,
    },
    now,
  );
  const company: Company = { ...fresh, customers: ledger.state.customers };
  return { company, ledger };
}

/** `recent`: what the helpdesk will tell by webhooks, as far as it has not done so yet. */
type CaughtUp = { readonly events: number; readonly recent: readonly DemoCall[] };

/** Everything until now that is not there yet. */
async function catchUp(
  company: Company,
  ledger: Ledger,
  clients: Clients,
  { signal, say }: RunOptions,
): Promise<CaughtUp> {
  const now = Date.now();
  const from = ledger.resumeAt;
  await ledger.save(now, { scenes: openScenes(ledger.state.scenes, now) });
  const all = happenings(company, ledger.state.scenes, from, now);
  const isFirst = from === openedAt(company);
  const recent = ledger.state.furnished
    ? []
    : happenings(company, ledger.state.scenes, now - connectedFor, now).filter(({ source }) => source === 'helpdesk');
  const isRecent = new Set(recent.map(({ messageId }) => messageId));
  const calls = all.filter(({ messageId }) => !isRecent.has(messageId));
  const what = isFirst
    ? `${demoDays} days of an outdoor shop with ${company.customers} customers`
    : `what happened since ${new Date(from).toLocaleString('en-GB')}`;
  say(`Sending ${what} through Segment's SDKs:`);
  const bar = progressBar(process.stdout, calls.length, 'events');
  let done = 0;
  let sent = 0;
  try {
    for (const stretch of byDays(calls, from, now)) {
      if (signal.aborted) break;
      await ledger.save(Date.now(), { sendingTo: stretch.to });
      await clients.sendHistory(stretch.calls);
      await ledger.save(Date.now(), { sentTo: stretch.to });
      done += stretch.calls.length;
      sent += stretch.calls.filter(({ source }) => source !== 'helpdesk').length;
      bar.update(done, sent);
    }
  } finally {
    bar.stop();
  }
  return { events: sent, recent };
}

/** The many of `--customers`, while the others live on. */
async function addMany(company: Company, ledger: Ledger, door: Door, { signal, say }: RunOptions): Promise<void> {
  for (;;) {
    const { bulk } = ledger.state;
    const [pass] = bulk?.passes ?? [];
    if (bulk === null || pass === undefined || signal.aborted) return;
    const total = pass.last - ledger.resumeBulkAt(pass);
    say(`Adding ${total.toLocaleString('en')} customers by batches:`);
    const bar = progressBar(process.stdout, total, 'events');
    try {
      const isStopped = (): boolean => signal.aborted;
      const onBlock = ({ customers, events }: { customers: number; events: number }): void =>
        bar.update(customers, events);
      await sendBulk(pass, { company, door, ledger, isStopped, onBlock });
    } finally {
      bar.stop();
    }
    if (pass.done < pass.last) return;
    await ledger.save(Date.now(), { bulk: { ...bulk, passes: bulk.passes.slice(1) } });
    say('They are there.');
  }
}
