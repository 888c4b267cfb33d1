import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';

/** A statement as the server ran it: prepared ones have a name; values are PostgreSQL's own texts. */
export type LoggedStatement = {
  readonly application: string;
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | null)[];
};

const logged = z.object({
  application_name: z.string().optional(),
  message: z.string(),
  detail: z.string().optional(),
});
const pollMilliseconds = 10;
const waitMillisecondsMax = 10_000;

/**
 * Has the server write down what it runs, between `start` and `stop`; `record` says what ran while `work` did. It slows the
 * server down, so nothing is measured meanwhile. `pool` is of a superuser.
 */
export class StatementLog {
  private marks = 0;
  constructor(private readonly pool: pg.Pool) {}

  async start(): Promise<void> {
    await this.set(
      'set',
      new Map([
        ['log_destination', `'jsonlog'`],
        ['log_statement', `'all'`],
        ['log_error_verbosity', `'default'`],
      ]),
    );
  }

  async stop(): Promise<void> {
    await this.set(
      'reset',
      new Map([
        ['log_destination', ''],
        ['log_statement', ''],
        ['log_error_verbosity', ''],
      ]),
    );
  }

  async record(work: () => Promise<void>): Promise<LoggedStatement[]> {
    const begin = await this.mark();
    await work();
    const end = await this.mark();
    const lines = (await this.read(begin.file, begin.offset)).split('\n');
    const from = lines.findIndex((line) => line.includes(begin.mark));
    const to = lines.findIndex((line) => line.includes(end.mark));
    return lines.slice(from + 1, to).flatMap(toStatement);
  }

  private async set(how: 'set' | 'reset', settings: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, value] of settings)
      await this.pool.query(`alter system ${how} ${name}${how === 'set' ? ` = ${value}` : ''}`);
    await this.pool.query('select pg_reload_conf()');
    await sleep(500);
  }

  /** A statement that is easy to find in the log, once it is there: those that ran before stand before it. */
  private async mark(): Promise<{ file: string; offset: number; mark: string }> {
    const { rows } = await this.pool.query<{ file: string; offset: number }>(
      `select f.file, (pg_stat_file(f.file)).size as offset from (select pg_current_logfile('jsonlog') as file) f`,
    );
    const { file = '', offset = 0 } = rows[0] ?? {};
    const mark = `bench-mark-${++this.marks}-`;
    await this.pool.query(`select '${mark}'`);
    for (let waited = 0; waited < waitMillisecondsMax; waited += pollMilliseconds) {
      if ((await this.read(file, offset)).includes(mark)) return { file, offset, mark };
      await sleep(pollMilliseconds);
    }
    throw new Error('the statement log does not come');
  }

  private async read(file: string, offset: number): Promise<string> {
    const { rows } = await this.pool.query<{ text: string }>('select pg_read_file($1, $2, 100000000) as text', [
      file,
      offset,
    ]);
    return rows[0]?.text ?? '';
  }
}

function toStatement(line: string): LoggedStatement[] {
  if (line === '') return [];
  const { application_name: application = '', message, detail = '' } = logged.parse(JSON.parse(line));
  const found = /^(?:execute ([^:]+)|statement): ([\s\S]*)$/.exec(message);
  if (found === null) return [];
  const [, name = '', text = ''] = found;
  return [{ application, name, text, values: valuesOf(detail) }];
}

/** `Parameters: $1 = 'it''s', $2 = NULL` */
function valuesOf(detail: string): (string | null)[] {
  return [...detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(
    ([, value]) => value?.replaceAll("''", "'") ?? null,
  );
}
