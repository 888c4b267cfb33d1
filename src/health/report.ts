import type { HealthReport, StorageSummary } from '@rapport/sdk';
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

/** How the installation is, all nodes together; findings about the machine are of the node that answers. */
export async function readHealth({ pool, now, migrations, dataDir, storage }: HealthOptions): Promise<HealthReport> {
  const checkedAt = now();
  const embedded = await isEmbedded(pool);
  const [lag, minutes, nodes, unfinished, backup, [run]] = await Promise.all([
    readLag(pool, checkedAt),
    readIngestMinutes(pool, checkedAt, minutesShown),
    readNodes(pool, checkedAt),
    readUnfinished(pool),
    lastBackup(pool),
    readRetentionRuns(pool, 1),
  ]);
  return {
    ...{ checkedAt, lag, minutes, nodes, unfinished },
    server: { version: await serverVersion(pool), embedded },
    storage: await storage(),
    lastBackup: backup,
    lastRetention: run ?? null,
    findings: [
      ...(await examineMachine(embedded ? dataDir : null)),
      ...(await examineDatabase(pool, migrations, checkedAt)),
    ],
  };
}
