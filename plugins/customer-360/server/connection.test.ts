import { cursorOf, listConnection, pageRequest } from './connection';
import { globalId, parseGlobalId, publicIdOf } from './global-id';

const numbers = cursorOf<number>(
  (value) => [value],
  ([value]) => (typeof value === 'number' ? value : null),
);

describe('page arguments', () => {
  test.each([
    [{}, { count: 20, forward: true }],
    [{ first: 3 }, { count: 3, forward: true }],
    [
      { last: 3, first: null },
      { count: 3, forward: false },
    ],
    [{ first: 0 }, { count: 0, forward: true }],
    [
      { first: 1, after: numbers.encode(4), before: numbers.encode(9) },
      { count: 1, forward: true, after: 4, before: 9 },
    ],
  ])('%j', (args, expected) => {
    expect(pageRequest(args, numbers, 50)).toEqual({ after: undefined, before: undefined, ...expected });
  });

  test.each([
    [{ first: 1, last: 1 }, 'bad_input'],
    [{ first: -1 }, 'bad_input'],
    [{ first: 51 }, 'page_too_large'],
    [{ after: 'x' }, 'cursor_invalid'],
    [{ after: Buffer.from('["4"]').toString('base64url') }, 'cursor_invalid'],
    [{ after: Buffer.from('{"0":4}').toString('base64url') }, 'cursor_invalid'],
    [{ after: 'A'.repeat(5_000) }, 'cursor_invalid'],
  ])('%j is refused', (args, code) => {
    expect(() => pageRequest(args, numbers, 50)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a list in memory', () => {
  const letters = ['a', 'b', 'c', 'd', 'e'];
  const page = (args: Parameters<typeof pageRequest>[0]) => {
    const { edges, pageInfo } = listConnection(letters, (letter) => letter, args, 50);
    return [edges.map((edge) => edge.node).join(''), pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };
  const at = (letter: string) => listConnection([letter], (item) => item, {}, 50).pageInfo.endCursor;

  test('forwards and backwards', () => {
    expect(page({})).toEqual(['abcde', false, false]);
    expect(page({ first: 2 })).toEqual(['ab', false, true]);
    expect(page({ first: 2, after: at('b') })).toEqual(['cd', true, true]);
    expect(page({ first: 9, after: at('d') })).toEqual(['e', true, false]);
    expect(page({ last: 2 })).toEqual(['de', true, false]);
    expect(page({ last: 2, before: at('d') })).toEqual(['bc', true, true]);
    expect(page({ last: 9, after: at('a'), before: at('d') })).toEqual(['bc', true, true]);
    expect(page({ first: 0 })).toEqual(['', false, true]);
    expect(page({ first: 5, after: at('d'), before: at('b') })[0]).toBe('');
  });

  test('a cursor of something that is gone is none', () => {
    expect(() => page({ after: at('z') })).toThrow(expect.objectContaining({ code: 'cursor_invalid' }));
  });
});

describe('global ids', () => {
  const publicId = '0199c0de-0000-7000-8000-000000000001';

  test('say their type and their parts, also with colons', () => {
    expect(parseGlobalId(globalId('Trait', publicId, 'a:b'))).toEqual({ type: 'Trait', parts: [publicId, 'a', 'b'] });
    expect(publicIdOf('Profile', globalId('Profile', publicId))).toBe(publicId);
    expect(publicIdOf('Profile', publicId.toUpperCase())).toBe(publicId);
  });

  test('nonsense is none of ours', () => {
    expect(['', 'x', '%', Buffer.from('User:1').toString('base64url')].map(parseGlobalId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(() => publicIdOf('Profile', globalId('Merge', publicId))).toThrow(
      expect.objectContaining({ code: 'bad_input' }),
    );
  });
});
