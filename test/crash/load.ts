import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadCall } from './calls';

/** After the last event the SDK may still wait in its pauses between retries: up to a minute each. */
export const settleSecondsMax = 240;
const clients = 4;

export type LoadOptions = {
  /** Of all nodes; each request goes to the next one. */
  readonly urls: readonly string[];
  readonly writeKey: string;
  readonly calls: readonly LoadCall[];
  readonly seconds: number;
  readonly folder: string;
};

export type LoadReport = {
  /** messageIds that an answer 2xx named. */
  readonly acknowledged: ReadonlySet<string>;
  /** messageIds whose callback reported success. */
  readonly done: readonly string[];
  /** What the SDK gave up, with its reasons. */
  readonly lost: readonly string[];
  readonly answers: Readonly<Record<string, number>>;
};

export type Load = {
  readonly finished: Promise<LoadReport>;
  readonly isRunning: () => boolean;
  readonly kill: () => void;
};

/** Sends the calls in a process of its own; `finished` resolves when the SDK has nothing left to retry. */
export async function startLoad({ folder, calls, ...options }: LoadOptions): Promise<Load> {
  const journal = path.join(folder, 'journal');
  const callsFile = path.join(folder, 'calls');
  const configFile = path.join(folder, 'load.json');
  await writeFile(journal, '');
  await writeFile(callsFile, calls.map((call) => JSON.stringify(call)).join('\n'));
  await writeFile(configFile, JSON.stringify({ ...options, journal, callsFile, clients, settleSecondsMax }));
  const child = spawn(process.execPath, [path.join(__dirname, 'sender.mjs'), configFile], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let running = true;
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      running = false;
      resolve();
    }),
  );
  return {
    finished: ended.then(async () => readJournal(await readFile(journal, 'utf8'))),
    isRunning: () => running,
    kill: () => void child.kill('SIGKILL'),
  };
}

function readJournal(text: string): LoadReport {
  const acknowledged = new Set<string>();
  const done: string[] = [];
  const lost: string[] = [];
  const answers: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const [word, value = ''] = line.split(' ');
    if (word === '2xx') acknowledged.add(value);
    else if (word === 'done') done.push(value);
    else if (word === 'lost') lost.push(line);
    else if (word === 'status' || word === 'unanswered') {
      const answer = value === '' ? word : value;
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  }
  return { acknowledged, done, lost, answers };
}
