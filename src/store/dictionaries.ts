import type pg from 'pg';
import { eventTypes, type EventType, limits } from '@rapport/sdk';

/**
 * Text once, an integer in the millions of rows: sources, kinds of identifiers, event names. Rows are only ever added, so every
 * node keeps all of them in memory; what is missing is added outside of the caller's transaction.
 */
export class Dictionaries {
  private readonly sources = new Map<string, number>();
  private readonly kinds = new Map<string, number>();
  private readonly kindNames = new Map<number, string>();
  private readonly names = new Map<string, number>();

  constructor(private readonly pool: pg.Pool) {}

  /** Everything that the given events mention; afterwards the synchronous look-ups below know it (but for names over the limit). */
  async ensure(wanted: {
    readonly sources: Iterable<string>;
    readonly kinds: Iterable<string>;
    readonly names: Iterable<{ readonly type: EventType; readonly name: string }>;
    readonly at: number;
  }): Promise<void> {
    const sources = [...wanted.sources].filter((ref) => !this.sources.has(ref));
    if (sources.length > 0) await this.ensureSources(sources);
    const kinds = [...wanted.kinds].filter((kind) => !this.kinds.has(kind));
    if (kinds.length > 0) await this.ensureKinds(kinds);
    const missing = [...wanted.names].filter(({ type, name }) => this.nameId(type, name) === undefined);
    if (missing.length > 0) await this.ensureNames(missing, wanted.at);
  }

  /** Reads the kinds that other nodes have added; on the caller's connection where it holds one. */
  async refreshKinds(client: pg.ClientBase | pg.Pool = this.pool): Promise<void> {
    const { rows } = await client.query<{ id: number; name: string }>('select id, name from identifier_kind');
    for (const { id, name } of rows) {
      this.kinds.set(name, id);
      this.kindNames.set(id, name);
    }
  }

  sourceId(ref: string): number | undefined {
    return this.sources.get(ref);
  }

  kindId(kind: string): number | undefined {
    return this.kinds.get(kind);
  }

  kindName(id: number): string | undefined {
    return this.kindNames.get(id);
  }

  nameId(type: EventType, name: string): number | undefined {
    return this.names.get(nameKey(type, name));
  }

  private async ensureSources(missing: readonly string[]): Promise<void> {
    if (missing.length > 0) {
      await this.pool.query('insert into source_ref (ref) select unnest($1::text[]) on conflict do nothing', [missing]);
    }
    const { rows } = await this.pool.query<{ id: number; ref: string }>('select id, ref from source_ref');
    for (const { id, ref } of rows) {
      this.sources.set(ref, id);
    }
  }

  private async ensureKinds(missing: readonly string[]): Promise<void> {
    await this.pool.query(
      `insert into identifier_kind (name) select kind from unnest($1::text[]) kind
       where (select count(*) from identifier_kind) < $2 on conflict do nothing`,
      [missing, limits.identifierKindsMax],
    );
    await this.refreshKinds();
  }

  private async ensureNames(
    missing: readonly { readonly type: EventType; readonly name: string }[],
    at: number,
  ): Promise<void> {
    await this.loadNames();
    const free = limits.eventNamesMax - this.names.size;
    const unknown = missing
      .filter(({ type, name }) => this.nameId(type, name) === undefined)
      .slice(0, Math.max(free, 0));
    if (unknown.length === 0) return;
    await this.pool.query(
      `insert into event_name (type, name, first_seen)
       select n.type, n.name, to_timestamp($2::float8 / 1000) from json_to_recordset($1::json) as n(type smallint, name text)
       order by 1, 2 on conflict do nothing`,
      [JSON.stringify(unknown.map(({ type, name }) => ({ type: eventTypes.indexOf(type), name }))), at],
    );
    await this.loadNames();
  }

  private async loadNames(): Promise<void> {
    const { rows } = await this.pool.query<{ id: number; type: number; name: string }>(
      'select id, type, name from event_name',
    );
    for (const { id, type, name } of rows) {
      const eventType = eventTypes[type];
      if (eventType === undefined) continue;
      this.names.set(nameKey(eventType, name), id);
    }
  }
}

function nameKey(type: EventType, name: string): string {
  return `${type} ${name}`;
}
