import { limits, type IncomingEvent, type ImportTrial, type JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import type { ParsedEvent } from '../domain/event/parse-event';
import { identifierKey } from '../domain/identity/graph';
import type { Dictionaries } from '../store/dictionaries';
import { IdentifierStore } from '../store/identifiers';
import { countSeenForever } from '../store/seen';
import type { Bytes } from './bytes';
import { prepareRecords, type RejectedLine } from './importer';
import type { Mapping } from './mapping';
import { readRecords, type FileFormat, type FileRecord } from './records';

const chunkRecords = 500;
/** Looked up in one statement: nearly always all of a trial. */
const lookUpIdentifiersMax = 20_000;

export type TrialOptions = {
  readonly pool: pg.Pool;
  readonly dictionaries: Dictionaries;
  readonly bytes: Bytes;
  readonly fileHash: string;
  readonly format: FileFormat;
  readonly mapping: Mapping;
  readonly parse: (call: JsonObject) => ParsedEvent;
};

/** What would become of the first rows (limits.importTrialRowsMax), written nowhere. */
export async function tryImport(options: TrialOptions): Promise<ImportTrial> {
  const trial = new Trial(options);
  let chunk: FileRecord[] = [];
  let rows = 0;
  let complete = true;
  for await (const record of readRecords(options.bytes, options.format)) {
    if (rows === limits.importTrialRowsMax) {
      complete = false;
      break;
    }
    rows += 1;
    chunk.push(record);
    if (chunk.length < chunkRecords) continue;
    await trial.add(chunk);
    chunk = [];
  }
  await trial.add(chunk);
  return { ...(await trial.result()), rows, complete };
}

type Reason = { code: string; message: string; count: number; line: number };

/** What a look-up needs of an event; the rest may be large. */
type Wanted = Pick<IncomingEvent, 'key' | 'identifiers' | 'occurredAt'>;

class Trial {
  private readonly people = new People();
  private readonly reasons = new Map<string, Reason>();
  private readonly store: IdentifierStore;
  /** Events whose people are not looked up yet. */
  private waiting: Wanted[] = [];
  private waitingIdentifiers = 0;
  private good = 0;
  private present = 0;

  constructor(private readonly options: TrialOptions) {
    this.store = new IdentifierStore(options.dictionaries);
  }

  async add(chunk: readonly FileRecord[]): Promise<void> {
    const { events, rejected } = prepareRecords(chunk, this.options);
    for (const line of rejected) this.reject(line);
    this.good += events.length;
    for (const { event } of events) {
      const { key, identifiers, occurredAt } = event;
      this.waiting.push({ key, identifiers, occurredAt });
      this.waitingIdentifiers += identifiers.length;
    }
    if (this.waitingIdentifiers >= lookUpIdentifiersMax) await this.look();
  }

  async result(): Promise<Omit<ImportTrial, 'rows' | 'complete'>> {
    await this.look();
    const { known, unknown } = this.people.count();
    const rejected = [...this.reasons.values()].sort((a, b) => b.count - a.count);
    return { good: this.good, present: this.present, newPeople: unknown, knownPeople: known, rejected };
  }

  private reject({ code, message, line }: RejectedLine): void {
    const key = `${code} ${message}`;
    const reason = this.reasons.get(key);
    if (reason !== undefined) reason.count += 1;
    else if (this.reasons.size < reasonsMax) this.reasons.set(key, { code, message, count: 1, line });
  }

  private async look(): Promise<void> {
    const events = this.waiting;
    if (events.length === 0) return;
    this.waiting = [];
    this.waitingIdentifiers = 0;
    const { pool, dictionaries } = this.options;
    const wanted = new Map(
      events.flatMap(({ identifiers, occurredAt }) =>
        identifiers.map(
          ({ kind, value }) => [identifierKey({ kind, value }), { kind, value, at: occurredAt }] as const,
        ),
      ),
    );
    await dictionaries.refreshKinds();
    const { states } = await this.store.lookUp(pool, [...wanted.values()]);
    this.present += await countSeenForever(
      pool,
      events.map(({ key }) => key),
    );
    for (const { identifiers } of events) {
      const keys = identifiers.map(identifierKey);
      const roots = keys.flatMap((key) => {
        const state = states.get(key);
        return state === undefined ? [] : [state.rootId];
      });
      this.people.join(keys, roots);
    }
  }
}

const reasonsMax = 50;

/** Rows that share an identifier, or whose identifiers belong to one customer, are about one person. */
class People {
  private readonly parents = new Map<string, string>();
  private readonly known = new Set<string>();

  join(keys: readonly string[], roots: readonly number[]): void {
    const nodes = [...keys, ...roots.map((root) => `root ${root}`)];
    const [first, ...others] = nodes.map((node) => this.find(node));
    if (first === undefined) return;
    const isKnown = roots.length > 0 || [first, ...others].some((node) => this.known.has(node));
    for (const other of others) if (other !== first) this.parents.set(other, first);
    if (isKnown) this.known.add(first);
  }

  count(): { readonly known: number; readonly unknown: number } {
    const people = [...this.parents].flatMap(([node, parent]) => (node === parent ? [node] : []));
    const known = people.filter((person) => this.known.has(person)).length;
    return { known, unknown: people.length - known };
  }

  private find(node: string): string {
    let current = node;
    for (;;) {
      const parent = this.parents.get(current) ?? current;
      if (parent === current) break;
      current = parent;
    }
    this.parents.set(current, current);
    this.parents.set(node, current);
    return current;
  }
}
