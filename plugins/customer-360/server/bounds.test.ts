import { buildSchema, getOperationAST, parse } from 'graphql';
import { checkText, costOf } from './bounds';

const schema = buildSchema(`
  type Query { one: Item, page(first: Int, last: Int): ItemConnection!, byIds(ids: [ID!]!, first: Int): ItemConnection!, list: [Item!]! }
  type ItemConnection { edges: [ItemEdge!]!, total: Total }
  type ItemEdge { cursor: String!, node: Item }
  type Total { value: Int }
  interface Named { name: String }
  type Item implements Named { name: String, page(first: Int): ItemConnection!, one: Item }
`);
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return costOf(schema, document, operation, variables, 100);
};
const settings = { depthMax: 3, aliasesMax: 2 };

describe('cost is the number of objects', () => {
  test.each([
    ['{ one { name } }', 1],
    ['{ page(first: 10) { edges { cursor } } }', 11],
    ['{ page(first: 10) { edges { node { name } } total { value } } }', 22],
    ['{ page(last: 10) { edges { cursor } } }', 11],
    ['{ page { edges { cursor } } }', 21],
    ['{ page(first: 10) { edges { node { page(first: 5) { edges { cursor } } } } } }', 1 + 10 * (1 + 1 + 1 + 5)],
    ['{ byIds(ids: ["a", "b", "c"]) { edges { cursor } } }', 4],
    ['{ byIds(ids: ["a", "b", "c"], first: 2) { edges { cursor } } }', 3],
    ['{ list { name } }', 10],
    [
      '{ ...a } fragment a on Query { one { name } ...b } fragment b on Query { page(first: 3) { edges { cursor } } }',
      5,
    ],
    ['{ one { ... on Named { name } ... { one { name } } } }', 2],
    ['{ __typename }', 0],
  ])('%s', (text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  test('page sizes in variables, and their defaults', () => {
    expect(cost('query ($n: Int!) { page(first: $n) { edges { cursor } } }', { n: 7 })).toBe(8);
    expect(cost('query ($n: Int = 9) { page(first: $n) { edges { cursor } } }')).toBe(10);
    expect(cost('query ($ids: [ID!]!) { byIds(ids: $ids) { edges { cursor } } }', { ids: ['a', 'b'] })).toBe(3);
  });

  test('a page over the limit is refused', () => {
    expect(() => cost('{ page(first: 101) { edges { cursor } } }')).toThrow(/page size/);
    expect(() =>
      cost('query ($ids: [ID!]!) { byIds(ids: $ids) { edges { cursor } } }', { ids: Array(101).fill('a') }),
    ).toThrow(/page size/);
  });
});

describe('what the text alone shows', () => {
  test.each([
    ['{ a { b { c } } }', null],
    ['{ a { b { c { d } } } }', 'query_too_deep'],
    ['{ a { ...f } } fragment f on A { b { c { d } } }', 'query_too_deep'],
    ['{ a { ... { b { ... { c } } } } }', null],
    ['{ __schema { types { fields { type { ofType { name } } } } } }', null],
    ['{ x: a y: b }', null],
    ['{ x: a y: b z: c }', 'query_too_many_aliases'],
    ['{ ...f ...f ...f } fragment f on A { x: a }', 'query_too_many_aliases'],
    ['{ ...f } fragment f on A { ...g } fragment g on A { ...f }', null],
    ['this is no document', null],
    [`{ ${'a '.repeat(5_000)} }`, 'query_too_costly'],
  ])('%.60s', (text, code) => {
    let thrown: unknown = null;
    try {
      checkText(text, settings);
    } catch (error) {
      thrown = error;
    }
    expect(thrown === null ? null : thrown).toEqual(code === null ? null : expect.objectContaining({ code }));
  });

  test('fragments within fragments do not multiply the work', () => {
    const layers = Array.from(
      { length: 120 },
      (_, index) => `fragment f${index} on A { ...f${index + 1} ...f${index + 1} }`,
    );
    checkText(`{ ...f0 } ${layers.join(' ')} fragment f120 on A { a }`, settings);
  });
});
