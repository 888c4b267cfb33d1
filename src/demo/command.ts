import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { limits, RapportError } from '@rapport/sdk';
import { Command } from 'commander';
import type { CliDeps } from '../cli/deps';
import type { DemoCall } from './call';
import { demoCustomers, demoDays, generateCompany } from './company';
import { day } from './diary';
import { farewell } from './farewell';
import { createProgress } from './progress';
import { choosePort, startRapport, type DemoRapport } from './rapport-process';
import { setUpDemo, type DemoAccess } from './setup';

type DemoOptions = { readonly customers: number; readonly newPassword: boolean };

/** `npm run demo`: Rapport with a company to look at. */
export function demoCommand(appDir: string, deps: CliDeps): Command {
  return new Command('demo')
    .description('starts Rapport with a generated company: its customers of 90 days, sent through the Segment SDK')
    .option('--customers <number>', 'how many customers', parseCount, demoCustomers)
    .option('--new-password', 'gives the demo login another password', false)
    .action((options: DemoOptions) => runDemo(appDir, deps, options));
}

/**
 * Starts Rapport, makes login, sources and token, sends what is not there yet, prints where to look, and stays until it is
 * asked to stop (or Rapport ends).
 */
async function runDemo(appDir: string, deps: CliDeps, options: DemoOptions): Promise<void> {
  const { host, port: wantedPort, dataDir } = deps.settings;
  const stop = stopRequest();
  const port = process.env['PORT'] === undefined ? await choosePort(host, wantedPort) : wantedPort;
  await mkdir(dataDir, { recursive: true });
  const logFile = path.join(dataDir, 'demo.log');
  say(`Starting Rapport (data in ${dataDir}, log in ${logFile}) ...`);
  const rapport = await startRapport({ appDir, host, port, logFile });
  stop.onRequest(rapport.stop);
  try {
    const access = await deps.withStrapi(({ strapi }) =>
      setUpDemo(strapi, (token) => deps.createToken(strapi, token), options.newPassword),
    );
    const calls = generateCompany(access.since, options.customers);
    if (!stop.requested()) await send(calls, rapport, access, options.customers, stop.requested);
    if (!stop.requested()) say(farewell({ url: rapport.url, access, calls, customers: options.customers }));
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

/**
 * message ids are remembered for 7 days at least: that long a second run finds all its events counted already. Later it sends
 * nothing, so that it doubles nothing.
 */
async function send(
  calls: readonly DemoCall[],
  rapport: DemoRapport,
  access: DemoAccess,
  customers: number,
  isStopped: () => boolean,
): Promise<void> {
  const ageDays = (Date.now() - access.since) / day;
  if (ageDays > limits.seenGenerationDays) {
    return say(`The company came ${Math.floor(ageDays)} days ago; nothing is sent again.`);
  }
  say(`Sending ${demoDays} days of an outdoor shop with ${customers} customers through the Segment SDK:`);
  // Only now: whoever starts Rapport without the demo need not load the SDK.
  const { sendCompany } = await import('./send.js');
  const progress = createProgress(process.stdout, calls.length, demoDays);
  try {
    const { url } = rapport;
    const { writeKeys, since } = access;
    await sendCompany(calls, {
      url,
      writeKeys,
      from: since - demoDays * day,
      onDay: (...state) => progress.update(...state),
      isStopped,
    });
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
