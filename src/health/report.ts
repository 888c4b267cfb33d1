import type { HealthChecks, HealthReport, StorageSummary } from '@rapport/sdk';
import type pg from 'pg';
import type { MigrationSource } from '../postgres/migrate';
import { isEmbedded, serverVersion } from '../postgres/server-settings';
import { lastBackup } from '../store/backups';
import { readIngestMinutes, readNodes } from '../store/nodes';
import { readRetentionRuns } from '../store/retention-runs';
import { readUnfinished } from '../store/unfinished';
import { examineDatabase } from './checks/database';
import { examineMachine } from './checks/machine';
import { readLag } from './lag';

const minutesShown = 60;

export type HealthOptions = {
  readonly pool: pg.Pool;
  readonly now: () => number;
  readonly migrations: readonly MigrationSource[];
  readonly dataDir: string;
  readonly storage: () => Promise<StorageSummary>;
};

/** How the installation is, all nodes together. */
export async function readHealth({ pool, now }: Pick<HealthOptions, 'pool' | 'now'>): Promise<HealthReport> {
  const checkedAt = now();
  const [lag, minutes, nodes, unfinished, version, embedded] = await Promise.all([
    readLag(pool, checkedAt),
    readIngestMinutes(pool, checkedAt, minutesShown),
    readNodes(pool, checkedAt),
    readUnfinished(pool),
    serverVersion(pool),
    isEmbedded(pool),
  ]);
  return { ...{ checkedAt, lag, minutes, nodes, unfinished }, server: { version, embedded } };
}

/** Findings about the machine are of the node that answers. */
export async function readChecks(options: HealthOptions): Promise<HealthChecks> {
  const { pool, now, migrations, dataDir, storage } = options;
  const checkedAt = now();
  const [embedded, backup, [run]] = await Promise.all([isEmbedded(pool), lastBackup(pool), readRetentionRuns(pool, 1)]);
  return {
    checkedAt,
    storage: await storage(),
    lastBackup: backup,
    lastRetention: run ?? null,
    findings: [
      ...(await examineMachine(embedded ? dataDir : null)),
      ...(await examineDatabase(pool, migrations, checkedAt)),
    ],
  };
}
