import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { appDir, type BenchServer } from './server';

/** The real processes of `rapport start`, on the bench's server. */
export type BenchRapport = {
  readonly url: string;
  /** Basic authorization of a server source without a rate of its own. */
  readonly authorization: string;
  /** Processes of Rapport: supervisor, web, worker. */
  pids(): Promise<{ readonly web: number; readonly worker: number }>;
  command(...given: string[]): Promise<string>;
  /** What GraphQL answers to a token. */
  graphql(token: string, query: string, variables: object): Promise<unknown>;
  stop(): Promise<void>;
};

const readySecondsMax = 300;

export async function startRapport(server: BenchServer): Promise<BenchRapport> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: server.folder,
    NODE_ENV: 'production',
    PORT: '0',
    SERVE_ADMIN: 'false',
    LOG_LEVEL: 'info',
    DATABASE_URL: server.url,
    RAPPORT_DATA_DIR: path.join(server.folder, 'rapport'),
  };
  const child = spawn(process.execPath, [path.join(appDir, 'bin/rapport'), 'start'], {
    cwd: appDir,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await readyUrl(() => output, child.exitCode);
  return {
    url,
    authorization: `Basic ${Buffer.from(`${await createSource(server.url)}:`).toString('base64')}`,
    pids: () => childrenOf(child.pid ?? 0),
    async command(...given) {
      const options = { cwd: appDir, env };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [path.join(appDir, 'bin/rapport'), ...given],
        options,
      );
      return stdout.trim();
    },
    async graphql(token, query, variables) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return answer.json();
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readyUrl(output: () => string, exitCode: number | null): Promise<string> {
  for (let waited = 0; waited < readySecondsMax * 20; waited++) {
    const url = /"url":"(http[^"]+)".*"msg":"ready"/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`Rapport did not start:\n${output()}`);
}

/** By SQL: a command would load Strapi once more, and knows no rate. @returns the write key */
async function createSource(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const writeKey = 'bench-write-key';
  await client.query(
    `insert into strapi.sources (document_id, name, kind, write_key, enabled, events_per_second_max,
                                 created_at, updated_at, published_at)
     values ('bench', 'bench', 'server', $1, true, 100000000, now(), now(), now())`,
    [writeKey],
  );
  await client.end();
  return writeKey;
}

/** The supervisor's children say in their environment what they are. */
async function childrenOf(pid: number): Promise<{ web: number; worker: number }> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  const kindOf = (child: number): string | undefined =>
    /RAPPORT_PROCESS=(\w+)/.exec(readFileSync(`/proc/${child}/environ`, 'latin1'))?.[1];
  const children = stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
  const find = (kind: string): number => children.find((child) => kindOf(child) === kind) ?? 0;
  return { web: find('web'), worker: find('worker') };
}
