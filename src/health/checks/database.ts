import { type FindingCode, type HealthFinding, limits } from '@rapport/sdk';
import { readLag } from '../lag';
import { checkServerSettings, type SettingFinding } from '../../postgres/server-settings';
import { pendingMigrations } from '../../store/migration';
import type pg from 'pg';
import { unsealedSince } from '../../store/audit';
import { lastBackup } from '../../store/backups';
import { failingErasures } from '../../store/erasures';
import { seenSince } from '../../store/seen-rotation';
import type { MigrationSource } from '../../postgres/migrate';
import { advice, ok, serious } from './findings';

/** With these off, what was acknowledged may be lost. */
const durability = ['fsync', 'full_page_writes', 'synchronous_commit'];
const dayMilliseconds = 24 * 60 * 60 * 1_000;
const lagSecondsMax = 60;

/** What `rapport doctor` and the health page say about the database; the secrets were compared when it was opened. */
export async function examineDatabase(
  pool: pg.Pool,
  migrations: readonly MigrationSource[],
  now: number,
): Promise<HealthFinding[]> {
  const pending = await pendingMigrations(pool, migrations);
  const findings = [
    ...(await checkServerSettings(pool)).map(judgeSetting),
    // Opening the database has compared them.
    ok('secrets_good'),
    judgeMigrations(pending),
    ...judgeHandOver(await readLag(pool, now)),
    judgeBackup(await lastBackup(pool), now),
    judgeMaintenance((now - (await seenSince(pool))) / dayMilliseconds),
  ];
  // Their tables may be what is missing.
  if (pending.length > 0) return findings;
  return [...findings, judgeErasures(await failingErasures(pool)), judgeAudit(await unsealedSince(pool), now)];
}

function judgeSetting({ name, current, wanted, ok: asWanted, needsRestart }: SettingFinding): HealthFinding {
  if (asWanted) return ok('setting_good', { name, current });
  const code = needsRestart ? 'setting_other_restart' : 'setting_other';
  return (durability.includes(name) ? serious : advice)(code, { name, current, wanted });
}

function judgeMigrations(pending: readonly string[]): HealthFinding {
  return pending.length === 0 ? ok('migrations_good') : serious('migrations_missing', { names: pending.join(', ') });
}

export function judgeHandOver(lag: {
  readonly unnumberedSeconds: number;
  readonly workSeconds: number;
}): HealthFinding[] {
  const judge = (seconds: number, fine: FindingCode, late: FindingCode): HealthFinding =>
    seconds <= lagSecondsMax ? ok(fine) : advice(late, { seconds: Math.round(seconds) });
  return [judge(lag.unnumberedSeconds, 'feed_good', 'feed_late'), judge(lag.workSeconds, 'lanes_good', 'lanes_late')];
}

const backupDaysMax = 7;

/** Only backups by `rapport backup` are known: whoever has others need not mind. */
export function judgeBackup(last: { readonly at: number } | null, now: number): HealthFinding {
  if (last === null) return advice('backup_none');
  const days = Math.floor((now - last.at) / dayMilliseconds);
  return days <= backupDaysMax ? ok('backup_good', { days }) : advice('backup_old', { days });
}

/** The rotation of message keys is the rarest of the jobs: where it is on time, the others are. */
export function judgeMaintenance(generationDays: number): HealthFinding {
  if (generationDays <= limits.seenGenerationDays + 1) return ok('maintenance_good');
  return advice('maintenance_late', { days: Math.floor(generationDays - limits.seenGenerationDays) });
}

/** A person was promised to be forgotten, and is not: that is serious even where one failure alone may pass. */
export function judgeErasures({ count }: { readonly count: number }): HealthFinding {
  return count === 0 ? ok('erasures_good') : serious('erasures_failing', { count });
}

export function judgeAudit(unsealedSince: number | null, now: number): HealthFinding {
  const seconds = unsealedSince === null ? 0 : Math.round((now - unsealedSince) / 1_000);
  return seconds <= lagSecondsMax ? ok('audit_good') : advice('audit_late', { seconds });
}
