import fc from 'fast-check';
import { isJsonObject, type Json, patternProblem, postgresPattern, safePattern } from '@rapport/sdk';
import { compile } from '../../plugins/segments/server/compile/compile';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestIngest } from '../support/ingest';
import { reader, readEventNames, run, surroundingsOf } from '../support/segments';
import { definition, start } from '../support/segments-arbitraries';
import { world } from '../support/segments-history';

const mark = 'zqx';
const hostile = fc
  .tuple(
    fc.constantFrom(
      "'; drop table event; --",
      '$1',
      '$$) or true --',
      "\\' or 1=1 --",
      '"; select pg_sleep(9)',
      '{{}}',
      "E'\\000'",
      '%s %n',
      '*/ or /*',
      '\u202e',
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  )
  .map(([text, more]) => `${text}${mark}${more}`);

/** Puts hostile texts where a definition has texts of its own: names, values, keys of paths, seeds, patterns. */
function poisoned(json: Json, texts: readonly string[]): Json {
  let next = 0;
  const text = (): string => texts[next++ % texts.length] ?? mark;
  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
    if (typeof value !== 'string') return value;
    if (key === 'trait' || key === 'property' || key === 'context') return `[${JSON.stringify(text().slice(0, 100))}]`;
    return key === 'event' || key === 'value' || key === 'seed' ? text().slice(0, 100) : value;
  };
  return walk(json, '');
}

describe('whatever stands in a definition', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(start);
    await createTestIngest(database).send({
      ids: 'user_id:u1',
      occurredAt: start,
      traits: { timezone: "'; drop table event" },
    });
  });
  afterAll(() => database.drop());

  it('is refused or runs as a value: it never becomes a part of the SQL, and no statement fails', async () => {
    const names = await readEventNames(database.pool);
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(definition, fc.array(hostile, { minLength: 1, maxLength: 6 }), async (one, texts) => {
        const parsed = reader.parse(poisoned(one, texts));
        if (!parsed.ok) return;
        ran++;
        const statement = compile([parsed.node], surroundingsOf('everyone', start, names, world));
        expect(statement.text).not.toContain(mark);
        await run(database.pool, statement);
      }),
      { numRuns: 150 },
    );
    expect(ran).toBeGreaterThan(30);
  });

  it('matches as JavaScript does where it is a pattern', async () => {
    const atom = fc.constantFrom(
      'a',
      'Z',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '\\D',
      '[a-c]',
      '[^a\\d]',
      '[-x]',
      '\\.',
      'ä',
      '中',
      '😀',
      ' ',
      '_',
      '/',
    );
    const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}');
    const pattern = fc
      .tuple(
        fc.constantFrom('', '^'),
        fc.array(
          fc.tuple(atom, quantifier).map((two) => two.join('')),
          { minLength: 1, maxLength: 4 },
        ),
        fc.constantFrom('', '$'),
      )
      .map(([begin, parts, end]) => `${begin}${parts.join('')}${end}`)
      .filter((text) => patternProblem(text) === null && postgresPattern(text) !== null);
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'Z', '1', '٣', '.', ' ', '\n', '\u00a0', 'ä', '中', '😀', '_', '-', '/'),
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), async (one, texts) => {
        const [row] = await run<{ found: boolean[] }>(database.pool, {
          text: 'select array_agg(t ~ $1 order by place) as found from unnest($2::text[]) with ordinality as u (t, place)',
          values: [postgresPattern(one) ?? '', texts],
        });
        expect(row?.found).toEqual(texts.map((each) => safePattern(one).test(each)));
      }),
      { numRuns: 150 },
    );
  });
});
