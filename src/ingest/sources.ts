import { RapportError, type Trust } from '@rapport/sdk';
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
  /** The key before a rotation, which works until then (epoch milliseconds). */
  readonly previousKey?: { readonly writeKey: string; readonly endsAt: number } | null;
};

/** What comes by another way than the HTTP door (a mutation, an import), as if a source sent it whose kind says how far to trust it. */
export function insideSource(ref: string, trust: Trust): Source {
  return {
    ref,
    name: ref,
    writeKey: '',
    kind: trust === 'verified' ? 'server' : 'browser',
    enabled: true,
    eventsPerSecondMax: null,
    identitySecret: null,
    secretProperties: [],
  };
}

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
  /** Epoch milliseconds: keys of before a rotation end. */
  readonly now: () => number;
  readonly refreshMilliseconds?: number;
  /** At most one read in this time, however many unknown keys are asked for. */
  readonly reloadSpacingMilliseconds?: number;
};

const missingKeysMax = 10_000;
/** At a first start Strapi makes its tables meanwhile; a machine that is busy takes half a minute. */
const firstReadsMax = 6;
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
  /** Of before a rotation. */
  private previous = new Map<string, Source>();
  private refs = new Map<string, Source>();
  private missing = new Set<string>();
  /** A read that was asked for and has not begun. */
  private next: Promise<void> | null = null;
  private readAt = -Infinity;
  private begun = 0;
  private applied = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly spacing: number;

  constructor(private readonly options: SourceDirectoryOptions) {
    this.spacing = options.reloadSpacingMilliseconds ?? 1_000;
    let failures = 0;
    this.timer = setInterval(() => {
      this.refresh().then(
        () => (failures = 0),
        (error: unknown) => {
          failures += 1;
          const line = { error: error instanceof Error ? error.name : 'unknown' };
          // Once, not every few seconds.
          if (failures === (this.applied === 0 ? firstReadsMax : 1))
            options.log.warn(line, 'the sources cannot be read');
        },
      );
    }, options.refreshMilliseconds ?? 5_000);
    this.timer.unref();
  }

  async byKey(writeKey: string): Promise<Source | null> {
    const known = this.find(writeKey);
    if (known !== undefined) return known;
    if (writeKey.length > writeKeyCharsMax || this.missing.has(writeKey)) return null;
    await this.readAgain();
    const found = this.find(writeKey) ?? null;
    if (found === null && this.missing.size < missingKeysMax) this.missing.add(writeKey);
    return found;
  }

  private find(writeKey: string): Source | undefined {
    const current = this.keys.get(writeKey);
    if (current !== undefined) return current;
    const source = this.previous.get(writeKey);
    return source?.previousKey && source.previousKey.endsAt > this.options.now() ? source : undefined;
  }

  async byRef(ref: string): Promise<Source | null> {
    if (!this.refs.has(ref)) await this.readAgain();
    return this.refs.get(ref) ?? null;
  }

  async refresh(): Promise<void> {
    await this.read();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits for a read that begins after this call: whoever asks meanwhile shares it. */
  private async readAgain(): Promise<void> {
    this.next ??= this.readNext();
    try {
      await this.next;
    } catch (error) {
      const options = { cause: error, retryAfterSeconds: 1 };
      throw new RapportError('database_unavailable', 'The sources cannot be read.', options);
    }
  }

  private async readNext(): Promise<void> {
    const wait = this.readAt + this.spacing - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    this.next = null;
    await this.read();
  }

  private async read(): Promise<void> {
    this.readAt = performance.now();
    const turn = ++this.begun;
    const sources = await this.options.load();
    // A slow read never overwrites what a later one saw.
    if (turn < this.applied) return;
    this.applied = turn;
    this.keys = new Map(sources.map((source) => [source.writeKey, source]));
    this.previous = new Map(sources.flatMap((one) => (one.previousKey ? [[one.previousKey.writeKey, one]] : [])));
    this.refs = new Map(sources.map((source) => [source.ref, source]));
    this.missing = new Set();
  }
}
