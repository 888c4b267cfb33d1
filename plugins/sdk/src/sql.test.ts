import fc from 'fast-check';
import { joinSql, numbered, param, sql } from './sql';

test('pieces become one text with numbered parameters; equal ones share a number', () => {
  const column = numbered('a', 3);
  const filter = joinSql([sql`${column} > ${param(5, 'float8')}`, sql`b = ${param('x', 'text')}`], 'and');
  const statement = sql`select ${column} where ${filter} or c < ${param(5, 'float8')}`.render();
  expect(statement).toEqual({
    text: 'select a3 where a3 > $1::float8 and b = $2::text or c < $1::float8',
    values: [5, 'x'],
  });
});

test('the same value of another type is another parameter', () => {
  expect(sql`${param('1', 'text')} ${param('1', 'jsonb')}`.render().text).toBe('$1::text $2::jsonb');
});

test('whatever a value is, it never reaches the text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (values) => {
      const list = joinSql(
        values.map((value) => param(value, 'text')),
        'list',
      );
      const { text, values: bound } = sql`select ${list}`.render();
      expect(text).toMatch(/^select (\$\d+::text(, )?)*$/);
      expect([...new Set(values)].sort()).toEqual([...bound].sort());
    }),
  );
});

test('what stands where a name could be is a number', () => {
  expect(() => numbered('a', 1.5)).toThrow();
  expect(() => numbered('a', -1)).toThrow();
});
