import { limits } from '@rapport/sdk';
import { readLag } from '../lag';
import { checkServerSettings, type SettingFinding } from '../../postgres/server-settings';
import { pendingMigrations } from '../../store/migration';
import type pg from 'pg';
import { lastBackup } from '../../store/backups';
import { seenSince } from '../../store/seen-rotation';
import type { MigrationSource } from '../../postgres/migrate';
import { advice, ok, serious, type Finding } from './findings';

/** With these off, what was acknowledged may be lost. */
const durability = ['fsync', 'full_page_writes', 'synchronous_commit'];
const dayMilliseconds = 24 * 60 * 60 * 1_000;
const lagSecondsMax = 60;

/** What `rapport doctor` and the health page say about the database; the secrets were compared when it was opened. */
export async function examineDatabase(
  pool: pg.Pool,
  migrations: readonly MigrationSource[],
  now: number,
): Promise<Finding[]> {
  return [
    ...(await checkServerSettings(pool)).map(judgeSetting),
    // Opening the database has compared them.
    ok('The secrets are those of the database'),
    judgeMigrations(await pendingMigrations(pool, migrations)),
    ...judgeHandOver(await readLag(pool, now)),
    judgeBackup(await lastBackup(pool), now),
    judgeMaintenance((now - (await seenSince(pool))) / dayMilliseconds),
  ];
}

function judgeSetting({ name, current, wanted, ok: asWanted, advice: remedy }: SettingFinding): Finding {
  if (asWanted) return ok(`${name} is ${current}`);
  const text = `${name} is ${current}, better ${wanted}`;
  return durability.includes(name) ? serious(text, remedy) : advice(text, remedy);
}

function judgeMigrations(pending: readonly string[]): Finding {
  if (pending.length === 0) return ok('All migrations have run');
  return serious(`Migrations are missing: ${pending.join(', ')}`, 'Start Rapport: it migrates first.');
}

export function judgeHandOver(lag: { readonly unnumberedSeconds: number; readonly workSeconds: number }): Finding[] {
  const remedy = 'Let a worker run: `rapport start` with ROLE=all or ROLE=worker. If one runs, see its log.';
  const judge = (seconds: number, fine: string, late: string): Finding =>
    seconds <= lagSecondsMax ? ok(fine) : advice(`${late} ${Math.round(seconds)} s`, remedy);
  return [
    judge(lag.unnumberedSeconds, 'The feed of changes is up to date', 'The feed of changes has been standing for'),
    judge(lag.workSeconds, 'Plugins follow the profiles', 'Plugins have not followed the profiles for'),
  ];
}

const backupDaysMax = 7;

/** Only backups by `rapport backup` are known: whoever has others need not mind. */
export function judgeBackup(last: { readonly at: number } | null, now: number): Finding {
  const remedy = 'rapport backup FILE, each night; or be sure that another backup is made and can be restored.';
  if (last === null) return advice('No backup was made by `rapport backup`', remedy);
  const days = Math.floor((now - last.at) / dayMilliseconds);
  const text = `The last backup is ${days} days old`;
  return days <= backupDaysMax ? ok(text) : advice(text, remedy);
}

/** The rotation of message keys is the rarest of the jobs: where it is on time, the others are. */
export function judgeMaintenance(generationDays: number): Finding {
  if (generationDays <= limits.seenGenerationDays + 1) return ok('Maintenance runs');
  return advice(
    `Maintenance is ${Math.floor(generationDays - limits.seenGenerationDays)} days late`,
    'Let a worker run for a while: `rapport start` with ROLE=all or ROLE=worker. If one runs, see its log.',
  );
}
