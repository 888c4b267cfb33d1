import type { EventType } from './events';
import type { HealthFinding } from './findings';

/** How long events of a name are kept. `name` null: the default of all names without a rule; `days` null: for ever. */
export type RetentionRuleRecord = {
  readonly name: string | null;
  readonly days: number | null;
  readonly actor: string;
  readonly changedAt: number;
};

/** What the rules would delete now. `bytes` is reckoned from the events' share of the table. */
export type RetentionPreview = {
  readonly names: readonly {
    readonly type: EventType;
    readonly name: string;
    readonly events: number;
    readonly bytes: number;
  }[];
  readonly events: number;
  readonly bytes: number;
};

export type RetentionRunRecord = {
  readonly startedAt: number;
  readonly updatedAt: number;
  /** Null: it runs, or its process died. */
  readonly endedAt: number | null;
  /** False where its time was up: the next one goes on. */
  readonly finished: boolean;
  /** Rows deleted one by one. */
  readonly deleted: number;
  /** Partitions that went whole. */
  readonly emptied: readonly string[];
};

export interface Retention {
  /** The default first, then by name. */
  rules(): Promise<readonly RetentionRuleRecord[]>;
  /** @throws bad_input */
  set(rule: { readonly name: string | null; readonly days: number | null }, actor: string): Promise<void>;
  /** @returns whether there was one */
  remove(name: string | null): Promise<boolean>;
  /**
   * What the rules would delete now; with a change: what they would delete once it was made. `days` undefined: the rule is removed.
   * @throws bad_input, overloaded where counting takes too long
   */
  preview(change?: { readonly name: string | null; readonly days?: number | null }): Promise<RetentionPreview>;
  /** Newest first. */
  runs(count: number): Promise<readonly RetentionRunRecord[]>;
}

export type TableStorage = {
  readonly schema: string;
  readonly name: string;
  /** Of a partition: the table that it is a part of. */
  readonly parent: string | null;
  /** PostgreSQL's estimates. */
  readonly rows: number;
  readonly deadRows: number;
  /** With indexes and what is stored aside. */
  readonly bytes: number;
  readonly indexBytes: number;
};

export type StorageSummary = {
  readonly bytes: number;
  readonly eventBytes: number;
  /** Of the disk on which PostgreSQL lies; null where that is another machine. */
  readonly freeBytes: number | null;
  /** Measured over the last 30 days, or reckoned from what came in; null where there is nothing to go by. */
  readonly growthBytesPerDay: number | null;
  /** When the disk would be full, if it goes on like this; null: unknown, or not growing. */
  readonly fullInDays: number | null;
};

export type StorageReport = StorageSummary & {
  /** The largest first. */
  readonly tables: readonly TableStorage[];
  /** From a sample of `sampledEvents` events; the largest first, at most limits.storageNamesMax. */
  readonly names: readonly {
    readonly type: EventType;
    readonly name: string;
    readonly events: number;
    readonly bytes: number;
  }[];
  /** All others that the sample has. */
  readonly otherNames: { readonly names: number; readonly events: number; readonly bytes: number };
  readonly sampledEvents: number;
  /** Oldest first; `day` as YYYY-MM-DD. */
  readonly days: readonly { readonly day: string; readonly bytes: number; readonly eventBytes: number }[];
};

export type NodeRecord = {
  readonly kind: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: number;
  readonly beatAt: number;
  /** It wrote within the last minute. */
  readonly alive: boolean;
};

export type IngestMinute = {
  readonly at: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
};

/** Everything that waits for somebody: since when, and how much of it (counted up to a bound). */
export type UnfinishedWork = {
  readonly kind: 'feed' | 'lanes' | 'reviews' | 'rejected' | 'retention' | 'erasures';
  readonly since: number;
};

/** What changes from second to second: asked often, and so it costs a few index probes. */
export type HealthReport = {
  readonly checkedAt: number;
  /** Of all nodes; every minute of the last hour, oldest first, the running one last. */
  readonly minutes: readonly IngestMinute[];
  readonly lag: {
    readonly unnumberedCommits: number;
    readonly unnumberedSeconds: number;
    readonly workSeconds: number;
  };
  /** The oldest first. */
  readonly unfinished: readonly UnfinishedWork[];
  readonly nodes: readonly NodeRecord[];
  readonly server: { readonly version: string; readonly embedded: boolean };
};

export type BackupRecord = { readonly at: number; readonly bytes: number; readonly secrets: boolean };

/** What doctor looks at, and sizes: asked once a minute at the most. */
export type HealthChecks = {
  readonly checkedAt: number;
  readonly storage: StorageSummary;
  readonly lastBackup: BackupRecord | null;
  readonly lastRetention: RetentionRunRecord | null;
  readonly findings: readonly HealthFinding[];
};

/** What a new installation still lacks; each is a fact of the database. */
export const welcomeSteps = ['source', 'event', 'colleague', 'customer'] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

/** What operators ask. */
export interface Operations {
  health(): Promise<HealthReport>;
  checks(): Promise<HealthChecks>;
  storage(): Promise<StorageReport>;
  readonly retention: Retention;
  /** Those that are done. */
  welcome(): Promise<ReadonlySet<WelcomeStep>>;
  /** Somebody has looked at a customer. */
  sawCustomer(): Promise<void>;
}
