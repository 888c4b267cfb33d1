import {
  limits,
  RapportError,
  type Actor,
  type SourceChanges,
  type SourceInput,
  type SourceReader,
  type SourceRecord,
  type Sources,
  type WriteKeyRecord,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { transactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { keysLastUsed } from '../store/source-key-use';
import type { Source } from './sources';
import { newWriteKey, writeKeyHash, writeKeyHint } from './write-keys';

const dayMilliseconds = 86_400_000;
const nameCharsMax = 100;
const secretPropertiesMax = 200;
const secretPropertyCharsMax = 200;
const eventsPerSecondMax = 10_000_000;
const identitySecretChars = { min: 16, max: 200 } as const;

/** What is written of a source; absent fields stay. */
export type SourceFields = Partial<Omit<Source, 'ref'>>;

/** Where sources are kept: Strapi. */
export interface SourceWriter {
  /** @returns its ref */
  create(fields: SourceFields & Pick<Source, 'name' | 'kind' | 'writeKey'>): Promise<string>;
  update(ref: string, fields: SourceFields): Promise<void>;
  remove(ref: string): Promise<void>;
}

export type SourceAdminOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly load: () => Promise<readonly Source[]>;
  /** null: this process only reads. */
  readonly writer: SourceWriter | null;
  readonly reader: SourceReader;
  readonly now: () => number;
  readonly log: Logger;
  /** After a change: this process sees it before the command is answered, the others are woken. */
  readonly changed: () => Promise<void>;
};

/** Sources as admins read and change them. Changes take turns, over all nodes: a rotation reads before it writes. */
export function createSourceAdmin(options: SourceAdminOptions): Sources {
  const { reader } = options;
  const admin = new SourceAdmin(options);
  return {
    status: (refs) => reader.status(refs),
    volume: (refs, unit, from) => reader.volume(refs, unit, from),
    events: (ref, request) => reader.events(ref, request),
    list: () => admin.list(),
    create: (input, actor) => admin.create(input, actor),
    update: (ref, changes, actor) => admin.update(ref, changes, actor),
    rotateKey: (ref, overlapDays, actor) => admin.rotateKey(ref, overlapDays, actor),
    endPreviousKey: (ref, actor) => admin.endPreviousKey(ref, actor),
    remove: (ref, actor) => admin.remove(ref, actor),
  };
}

class SourceAdmin {
  constructor(private readonly options: SourceAdminOptions) {}

  async list(): Promise<SourceRecord[]> {
    const sources = await this.load();
    const now = this.options.now();
    const keys = sources.flatMap((source) => [source.writeKey, livePrevious(source, now)?.writeKey ?? '']);
    const used = await keysLastUsed(this.options.pool, keys.map(writeKeyHash));
    return sources
      .map((source, index) => toRecord(source, now, used[index * 2] ?? null, used[index * 2 + 1] ?? null))
      .sort((a, b) => a.name.localeCompare(b.name) || (a.ref < b.ref ? -1 : 1));
  }

  async create(input: SourceInput, actor: Actor): Promise<{ ref: string; writeKey: string }> {
    const fields = checked(input);
    const writeKey = newWriteKey();
    const ref = await this.change('created', actor, async (writer, sources) => {
      if (sources.length >= limits.sourcesMax)
        throw new RapportError('bad_input', `There are ${limits.sourcesMax} sources already.`);
      return writer.create({ ...input, ...fields, writeKey });
    });
    return { ref, writeKey };
  }

  async update(ref: string, changes: SourceChanges, actor: Actor): Promise<void> {
    const fields = checked(changes);
    await this.change('changed', actor, async (writer, sources) => {
      await writer.update(find(sources, ref).ref, fields);
      return ref;
    });
  }

  async rotateKey(ref: string, overlapDays: number, actor: Actor): Promise<{ writeKey: string }> {
    if (!Number.isInteger(overlapDays) || overlapDays < 0 || overlapDays > limits.keyOverlapDaysMax)
      throw new RapportError('bad_input', `The old key works on for 0 to ${limits.keyOverlapDaysMax} days.`);
    const writeKey = newWriteKey();
    await this.change('key rotated', actor, async (writer, sources) => {
      const source = find(sources, ref);
      const now = this.options.now();
      // A third key would silently end the first.
      if (livePrevious(source, now) !== null) throw new RapportError('key_rotation_open');
      const endsAt = now + overlapDays * dayMilliseconds;
      const previousKey = overlapDays === 0 ? null : { writeKey: source.writeKey, endsAt };
      await writer.update(ref, { writeKey, previousKey });
      return ref;
    });
    return { writeKey };
  }

  async endPreviousKey(ref: string, actor: Actor): Promise<void> {
    await this.change('previous key ended', actor, async (writer, sources) => {
      await writer.update(find(sources, ref).ref, { previousKey: null });
      return ref;
    });
  }

  async remove(ref: string, actor: Actor): Promise<void> {
    await this.change('removed', actor, async (writer, sources) => {
      await writer.remove(find(sources, ref).ref);
      return ref;
    });
  }

  private async change(
    what: string,
    actor: Actor,
    work: (writer: SourceWriter, sources: readonly Source[]) => Promise<string>,
  ): Promise<string> {
    const { pool, schema, writer, log, changed } = this.options;
    if (writer === null) throw new RapportError('forbidden', 'Sources are changed by the running server.');
    const ref = await inTransaction(pool, async (client) => {
      await transactionLock(client, schema, locks.sources);
      return work(writer, await this.load());
    });
    log.info({ source: ref, actor }, `source ${what}`);
    await changed();
    return ref;
  }

  private async load(): Promise<readonly Source[]> {
    try {
      return await this.options.load();
    } catch (error) {
      throw new RapportError('database_unavailable', 'The sources cannot be read.', {
        cause: error,
        retryAfterSeconds: 1,
      });
    }
  }
}

function find(sources: readonly Source[], ref: string): Source {
  const source = sources.find((one) => one.ref === ref);
  if (source === undefined) throw new RapportError('source_not_found');
  return source;
}

function livePrevious({ previousKey }: Source, now: number): { writeKey: string; endsAt: number } | null {
  return previousKey && previousKey.endsAt > now ? previousKey : null;
}

function toRecord(source: Source, now: number, used: number | null, previousUsed: number | null): SourceRecord {
  const { ref, name, kind, enabled, eventsPerSecondMax, secretProperties, identitySecret, writeKey } = source;
  const previous = livePrevious(source, now);
  const key = (text: string, lastUsedAt: number | null, endsAt: number | null): WriteKeyRecord => ({
    hint: writeKeyHint(text),
    lastUsedAt,
    endsAt,
  });
  return {
    ...{ ref, name, kind, enabled, eventsPerSecondMax, secretProperties },
    hasIdentitySecret: identitySecret !== null,
    publicKey: kind === 'browser' ? writeKey : null,
    key: key(writeKey, used, null),
    previousKey: previous === null ? null : key(previous.writeKey, previousUsed, previous.endsAt),
  };
}

/** @throws RapportError bad_input */
function checked({
  name,
  eventsPerSecondMax: rate,
  secretProperties,
  identitySecret,
  ...rest
}: SourceChanges): SourceFields {
  const refuse = (detail: string): never => {
    throw new RapportError('bad_input', detail);
  };
  const trimmed = name?.trim();
  if (trimmed !== undefined && (trimmed === '' || trimmed.length > nameCharsMax))
    refuse(`A source has a name of 1 to ${nameCharsMax} characters.`);
  if (rate !== undefined && rate !== null && !(Number.isInteger(rate) && rate >= 1 && rate <= eventsPerSecondMax))
    refuse(`The limit is 1 to ${eventsPerSecondMax} events per second.`);
  if (secretProperties !== undefined && secretProperties.length > secretPropertiesMax)
    refuse(`At most ${secretPropertiesMax} secret properties.`);
  if (secretProperties?.some((one) => one.trim() === '' || one.length > secretPropertyCharsMax))
    refuse(`A secret property has 1 to ${secretPropertyCharsMax} characters.`);
  const { min, max } = identitySecretChars;
  if (
    identitySecret !== undefined &&
    identitySecret !== null &&
    (identitySecret.length < min || identitySecret.length > max)
  )
    refuse(`An identity secret has ${min} to ${max} characters.`);
  return {
    ...rest,
    ...(trimmed === undefined ? {} : { name: trimmed }),
    ...(rate === undefined ? {} : { eventsPerSecondMax: rate }),
    ...(secretProperties === undefined
      ? {}
      : { secretProperties: [...new Set(secretProperties.map((one) => one.trim()))] }),
    ...(identitySecret === undefined ? {} : { identitySecret }),
  };
}
