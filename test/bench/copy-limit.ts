import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The tables of one accepted event, with what tells a row that the limit has already. Deltas and work rows come and go. */
const tables: readonly { readonly name: string; readonly key: readonly string[] }[] = [
  { name: 'event_seen_0', key: ['key'] },
  { name: 'identifier', key: ['kind_id', 'value'] },
  { name: 'profile', key: ['id'] },
  { name: 'merged_profile', key: ['leaf_id'] },
  { name: 'merge', key: ['id'] },
  { name: 'commit_log', key: ['id'] },
  { name: 'event', key: ['id', 'occurred_at'] },
  { name: 'profile_search', key: ['token', 'key', 'profile_id'] },
  { name: 'profile_activity', key: ['profile_id'] },
];

/** One transaction of the limit: lines for each table. */
type Chunk = ReadonlyMap<string, string>;

/**
 * The limit of ingest: COPY of the very rows that our run has written, out of our tables into the same tables of another schema
 * of the same server, with the same indexes, one transaction for 1,000 events, on one connection.
 */
export class CopyLimit {
  private constructor(
    private readonly client: pg.Client,
    private readonly ours: string,
    private readonly limit: string,
  ) {}

  static async open(url: string, ours: string, limit: string): Promise<CopyLimit> {
    const client = new pg.Client({ connectionString: url, application_name: 'bench limit' });
    await client.connect();
    return new CopyLimit(client, ours, limit);
  }

  /** Copies what ours has and the limit has not. @returns events and seconds of the COPY alone, without reading our rows */
  async catchUp(): Promise<{ readonly events: number; readonly seconds: number }> {
    const rows = new Map<string, string[]>();
    for (const { name, key } of tables) rows.set(name, await this.missing(name, key));
    const events = rows.get('event')?.length ?? 0;
    const chunks = split(rows, Math.max(1, Math.ceil(events / 1_000)));
    const begun = performance.now();
    for (const chunk of chunks) await this.write(chunk);
    return { events, seconds: (performance.now() - begun) / 1000 };
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async missing(table: string, key: readonly string[]): Promise<string[]> {
    const same = key.map((column) => `theirs.${column} = ours.${column}`).join(' and ');
    const order = table === 'event' ? 'order by ours.id' : '';
    const stream = this.client.query(
      copyTo(
        `copy (select ours.* from ${this.ours}.${table} ours
               where not exists (select from ${this.limit}.${table} theirs where ${same}) ${order}) to stdout`,
      ),
    );
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    await finished(stream);
    const text = Buffer.concat(parts).toString('utf8');
    return text === '' ? [] : text.trimEnd().split('\n');
  }

  private async write(chunk: Chunk): Promise<void> {
    await this.client.query('begin');
    for (const [table, lines] of chunk) {
      if (lines === '') continue;
      const stream = this.client.query(copyFrom(`copy ${this.limit}.${table} from stdin`));
      stream.end(lines);
      await finished(stream);
    }
    await this.client.query('commit');
  }
}

function split(rows: ReadonlyMap<string, readonly string[]>, count: number): Chunk[] {
  return Array.from({ length: count }, (_, index) => {
    const part = (lines: readonly string[]): string => {
      const from = Math.floor((lines.length * index) / count);
      const to = Math.floor((lines.length * (index + 1)) / count);
      return to > from ? `${lines.slice(from, to).join('\n')}\n` : '';
    };
    return new Map([...rows].map(([table, lines]) => [table, part(lines)]));
  });
}
