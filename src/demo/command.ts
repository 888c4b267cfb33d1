import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { limits, RapportError } from '@rapport/sdk';
import { Command } from 'commander';
import product from '../../config/rapport';
import { findEmbedded } from '../postgres/embedded';
import { withStrapi } from '../process/with-strapi';
import { parseSettings, type Settings } from '../settings';
import { demoCustomers, demoDays, generateCompany } from './company';
import { day } from './diary';
import { farewell } from './farewell';
import { createProgress } from './progress';
import { choosePort, startRapport, type DemoRapport } from './rapport-process';
import { sendCompany } from './send';
import { setUpDemo, type DemoAccess } from './setup';

type DemoOptions = { readonly customers: number; readonly newPassword: boolean };

/** `npm run demo`: Rapport with a company to look at. */
export function demoCommand(appDir: string): Command {
  return new Command('demo')
    .description('starts Rapport with a generated company: its customers of 90 days, sent through the Segment SDK')
    .option('--customers <number>', 'how many customers', parseCount, demoCustomers)
    .option('--new-password', 'gives the demo login another password', false)
    .action((options: DemoOptions) => runDemo(appDir, options));
}

/**
 * Starts Rapport, makes login, sources and token, sends what is not there yet, prints where to look, and stays until it is
 * asked to stop (or Rapport ends).
 */
async function runDemo(appDir: string, options: DemoOptions): Promise<void> {
  const settings = parseSettings(process.env, product, appDir);
  const stop = stopRequest();
  const port = process.env['PORT'] === undefined ? await choosePort(settings.host, settings.port) : settings.port;
  await mkdir(settings.dataDir, { recursive: true });
  const logFile = path.join(settings.dataDir, 'demo.log');
  say(`Starting Rapport (data in ${settings.dataDir}, log in ${logFile}) ...`);
  const rapport = await startRapport({ appDir, host: settings.host, port, logFile });
  stop.onRequest(rapport.stop);
  try {
    const url = await databaseUrl(settings);
    const access = await withStrapi(settings, appDir, url, (strapi) => setUpDemo(strapi, options.newPassword));
    const sent = stop.requested() ? null : await send(rapport, access, options.customers, stop.requested);
    if (sent !== null && !stop.requested()) process.stdout.write(farewell({ url: rapport.url, access, ...sent }));
  } catch (error) {
    rapport.stop();
    await rapport.ended;
    // What breaks because Rapport is being stopped is no news.
    if (!stop.requested()) throw error;
  }
  const code = await rapport.ended;
  stop.forget();
  if (!stop.requested()) throw new RapportError('process_failed', `Rapport ended by itself; ${logFile} says why.`);
  if (code !== 0) process.exitCode = code;
  else say('Stopped.');
}

async function databaseUrl(settings: Settings): Promise<string> {
  const url = settings.databaseUrl ?? (await findEmbedded(settings.dataDir));
  if (url === null) throw new RapportError('database_unreachable', 'The embedded server has gone.');
  return url;
}

/**
 * message ids are remembered for 7 days at least: that long a second run finds all its events counted already. Later it sends
 * nothing, so that it doubles nothing.
 */
async function send(
  rapport: DemoRapport,
  access: DemoAccess,
  customers: number,
  isStopped: () => boolean,
): Promise<{ customers: number; events: number }> {
  const calls = generateCompany(access.since, customers);
  const ageDays = (Date.now() - access.since) / day;
  if (ageDays > limits.seenGenerationDays) {
    say(`The company came ${Math.floor(ageDays)} days ago; nothing is sent again.`);
    return { customers, events: calls.length };
  }
  say(`Sending ${demoDays} days of an outdoor shop with ${customers} customers through the Segment SDK:`);
  const progress = createProgress(process.stdout, calls.length, demoDays);
  try {
    const events = await sendCompany(calls, {
      url: rapport.url,
      writeKeys: access.writeKeys,
      from: access.since - demoDays * day,
      onDay: (...state) => progress.update(...state),
      isStopped,
    });
    return { customers, events };
  } finally {
    progress.stop();
  }
}

type StopRequest = {
  readonly requested: () => boolean;
  readonly onRequest: (act: () => void) => void;
  readonly forget: () => void;
};

/** Ctrl-C reaches Rapport's processes too, from the terminal itself; asked twice at once it still drains. */
function stopRequest(): StopRequest {
  let asked = false;
  let act: () => void = () => undefined;
  const listener = (): void => {
    if (asked) return;
    asked = true;
    act();
  };
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    requested: () => asked,
    onRequest(next) {
      act = next;
      if (asked) next();
    },
    forget: () => signals.forEach((signal) => process.off(signal, listener)),
  };
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000) {
    throw new RapportError('usage', '--customers takes a whole number from 1 to 100000.');
  }
  return count;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
