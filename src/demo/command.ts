import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { Command } from 'commander';
import type { CliDeps } from '../cli/deps';
import { estimate } from './estimate';
import { choosePort, startRapport } from './rapport-process';
import { setUpDemo } from './setup';

const customersMax = 1_000_000;

type DemoOptions = { readonly customers?: number; readonly newPassword: boolean; readonly beside: boolean };

/** `npm run demo`: Rapport with a company to look at. */
export function demoCommand(appDir: string, deps: CliDeps): Command {
  return new Command('demo')
    .description(
      'starts Rapport with a generated company: 90 days of its customers, and what they go on doing while it runs',
    )
    .option('--customers <number>', `how many customers, up to ${customersMax.toLocaleString('en')}`, parseCount)
    .option('--new-password', 'gives the demo login another password', false)
    .option('--beside', 'also where there are other sources than those of the demo', false)
    .action((options: DemoOptions) => runDemo(appDir, deps, options));
}

/**
 * Starts Rapport, makes login, sources and token, sends what is not there yet, prints where to look, and goes on sending what
 * happens, until it is asked to stop (or Rapport ends).
 */
async function runDemo(appDir: string, deps: CliDeps, options: DemoOptions): Promise<void> {
  const { host, port: wantedPort, dataDir } = deps.settings;
  const stop = stopRequest();
  await makeFolder(dataDir);
  if (options.customers !== undefined) say(await estimate(options.customers, deps.settings));
  const port = process.env['PORT'] === undefined ? await choosePort(host, wantedPort) : wantedPort;
  const logFile = path.join(dataDir, 'demo.log');
  say(`Starting Rapport (data in ${dataDir}, log in ${logFile}) ...`);
  const rapport = await startRapport({ appDir, host, port, logFile });
  let failure: Error | undefined;
  try {
    if (stop.signal.aborted) throw new Error('It was stopped before it began.');
    const access = await deps.withStrapi(({ strapi }) =>
      setUpDemo(strapi, (token) => deps.createToken(strapi, token), options),
    );
    // Only now: whoever starts Rapport without the demo need not load the SDK.
    const { runCompany } = await import('./run.js');
    const ledgerFile = path.join(dataDir, 'demo.json');
    const desk = {
      journalFile: path.join(dataDir, 'demo-helpdesk.jsonl'),
      port: await choosePort('127.0.0.1', port + 1),
    };
    const mail = {
      pagePort: await choosePort('127.0.0.1', port + 2),
      smtpPort: await choosePort('127.0.0.1', port + 3),
    };
    const { customers } = options;
    const { signal } = stop;
    const running = runCompany({ url: rapport.url, access, ledgerFile, desk, mail, customers, signal, say });
    await Promise.race([running, rapport.ended]);
    // Where Rapport ended first, what is still being sent fails: no news.
    running.catch(() => undefined);
  } catch (error) {
    failure = error instanceof Error ? error : new Error('The demo failed.', { cause: error });
  }
  const endedByItself = !stop.signal.aborted && failure === undefined;
  rapport.stop();
  const code = await rapport.ended;
  stop.forget();
  // What breaks because Rapport is being stopped is no news.
  if (failure !== undefined && !stop.signal.aborted) throw failure;
  if (endedByItself) throw new RapportError('process_failed', `Rapport ended by itself; ${logFile} says why.`);
  if (code !== 0) process.exitCode = code;
  else say('Stopped.');
}

/** @throws RapportError data_directory_unusable */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new RapportError(
      'data_directory_unusable',
      `${folder} cannot be made. RAPPORT_DATA_DIR names another place.`,
      {
        cause: error,
      },
    );
  }
}

type StopRequest = { readonly signal: AbortSignal; readonly forget: () => void };

/** Under npm Ctrl-C arrives twice at once; asked twice it still drains. */
function stopRequest(): StopRequest {
  const controller = new AbortController();
  const listener = (): void => controller.abort();
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return { signal: controller.signal, forget: () => signals.forEach((signal) => process.off(signal, listener)) };
}

function parseCount(text: string): number {
  const count = Number(text.replaceAll(/[_,]/g, ''));
  if (!Number.isInteger(count) || count < 1 || count > customersMax) {
    throw new RapportError('usage', `--customers takes a whole number from 1 to ${customersMax}.`);
  }
  return count;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
