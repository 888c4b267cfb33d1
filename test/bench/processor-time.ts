import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Processor time that all threads of a process have used, in milliseconds; 0 where it is gone. */
export function processorMilliseconds(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadMilliseconds(pid, thread), 0);
  } catch {
    return 0;
  }
}

/** Nanoseconds on a processor are the first number of schedstat; stat counts in hundredths of a second, too coarse here. */
function threadMilliseconds(pid: number, thread: string): number {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

/** The web process and all of its PostgreSQL but connections of others: backends of ours, WAL writer, checkpointer ... */
export async function processorOfRapport(pool: pg.Pool, web: number): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type <> 'client backend' or application_name like 'rapport%'`,
  );
  return rows.reduce((sum, { pid }) => sum + processorMilliseconds(pid), processorMilliseconds(web));
}

/** Milliseconds by whom: both processes of Rapport, its connections by their names, and the rest of PostgreSQL. */
export async function processorByName(
  pool: pg.Pool,
  processes: Readonly<Record<string, number>>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ pid: number; name: string }>(
    `select pid, case when backend_type = 'client backend' then application_name else 'postgres' end as name
     from pg_stat_activity where backend_type <> 'client backend' or application_name like 'rapport%'`,
  );
  const found = new Map<string, number>();
  const all = [...rows, ...Object.entries(processes).map(([name, pid]) => ({ name, pid }))];
  for (const { name, pid } of all) found.set(name, (found.get(name) ?? 0) + processorMilliseconds(pid));
  return found;
}

/** Microseconds for each of `count`, by whom, for people to read: `web 233, worker 71`. Who took next to nothing is left out. */
export function sharesOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  count: number,
): string {
  return [...after]
    .map(([name, milliseconds]) => ({ name, spent: ((milliseconds - (before.get(name) ?? 0)) * 1_000) / count }))
    .filter(({ spent }) => spent >= 5)
    .sort((a, b) => b.spent - a.spent)
    .map(({ name, spent }) => `${name} ${spent.toFixed(0)}`)
    .join(', ');
}

/** Resident memory of a process in megabytes; 0 where it is gone. */
export function residentMegabytes(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Least squares, megabytes a minute. */
export function slope(samples: readonly { minute: number; megabytes: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(samples.map((sample) => sample.minute));
  const megabytes = mean(samples.map((sample) => sample.megabytes));
  let covariance = 0;
  let variance = 0;
  for (const sample of samples) {
    covariance += (sample.minute - minute) * (sample.megabytes - megabytes);
    variance += (sample.minute - minute) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}
