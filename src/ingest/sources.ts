import { RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';

/** Where events come from: a website, an app, a server. */
export type Source = {
  /** Stable: Strapi's documentId. */
  readonly ref: string;
  readonly name: string;
  readonly writeKey: string;
  /** What a browser sends is claimed, what a server sends is verified. */
  readonly kind: 'browser' | 'server';
  readonly enabled: boolean;
  /** null: the setting door.eventsPerSecondMax. */
  readonly eventsPerSecondMax: number | null;
  readonly identitySecret: string | null;
  readonly secretProperties: readonly string[];
};

export interface SourceDirectory {
  /** @throws RapportError database_unavailable: the key is not known here and the sources cannot be read now */
  byKey(writeKey: string): Promise<Source | null>;
  /** @throws RapportError database_unavailable */
  byRef(ref: string): Promise<Source | null>;
}

export type CachedSourceDirectory = SourceDirectory & {
  /** Reads the sources now; a change made in this process is then seen at once. */
  refresh(): Promise<void>;
  stop(): void;
};

export type SourceDirectoryOptions = {
  readonly load: () => Promise<readonly Source[]>;
  readonly log: Logger;
  readonly refreshMilliseconds?: number;
  /** At most one read in this time, however many unknown keys are asked for. */
  readonly reloadSpacingMilliseconds?: number;
};

const missingKeysMax = 10_000;
/** The content type's own limit: a longer one is nobody's, and is not remembered. */
const writeKeyCharsMax = 100;

/**
 * All sources in memory, read again every 5 s. An unknown key is looked for in a fresh read before it is refused (a source that
 * was made a moment ago works at once); known to be missing, it is refused without a read until the next one.
 * While the sources cannot be read the known ones keep working.
 */
export function createSourceDirectory(options: SourceDirectoryOptions): CachedSourceDirectory {
  return new Directory(options);
}

class Directory implements CachedSourceDirectory {
  private keys = new Map<string, Source>();
  private refs = new Map<string, Source>();
  private missing = new Set<string>();
  private reading: Promise<void> | null = null;
  private readAt = -Infinity;
  private readonly timer: NodeJS.Timeout;
  private readonly spacing: number;

  constructor(private readonly options: SourceDirectoryOptions) {
    this.spacing = options.reloadSpacingMilliseconds ?? 1_000;
    this.timer = setInterval(() => {
      this.refresh().catch((error: unknown) => {
        options.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the sources cannot be read');
      });
    }, options.refreshMilliseconds ?? 5_000);
    this.timer.unref();
  }

  async byKey(writeKey: string): Promise<Source | null> {
    const known = this.keys.get(writeKey);
    if (known !== undefined) return known;
    if (writeKey.length > writeKeyCharsMax || this.missing.has(writeKey)) return null;
    await this.readAgain();
    const found = this.keys.get(writeKey) ?? null;
    if (found === null && this.missing.size < missingKeysMax) this.missing.add(writeKey);
    return found;
  }

  async byRef(ref: string): Promise<Source | null> {
    if (!this.refs.has(ref)) await this.readAgain();
    return this.refs.get(ref) ?? null;
  }

  async refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    await this.reading;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A read that began after this call, or at most one spacing ago. */
  private async readAgain(): Promise<void> {
    const wait = this.readAt + this.spacing - performance.now();
    if (this.reading === null && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await this.refresh();
    } catch (error) {
      throw new RapportError('database_unavailable', 'The sources cannot be read.', {
        cause: error,
        retryAfterSeconds: 1,
      });
    }
  }

  private async read(): Promise<void> {
    this.readAt = performance.now();
    const sources = await this.options.load();
    this.keys = new Map(sources.map((source) => [source.writeKey, source]));
    this.refs = new Map(sources.map((source) => [source.ref, source]));
    this.missing = new Set();
  }
}
