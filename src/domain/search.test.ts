import { searchTokens, searchWords } from './search';

describe('tokens of a value', () => {
  test('a name is found from each of its words on, in lower case, with and without accents', () => {
    expect(searchTokens('name', 'Anna Müller')).toEqual(['anna müller', 'müller', 'anna muller', 'muller']);
  });

  test('a Chinese name is found from each of its characters on', () => {
    expect(searchTokens('name', '张伟明')).toEqual(['张伟明', '伟明', '明']);
  });

  test('compatibility forms are one: full-width letters, ligatures', () => {
    expect(searchTokens('name', 'ＡＮＮＡ')).toEqual(['anna']);
  });

  test('numbers are found by their digits; other values not at all', () => {
    expect(searchTokens('number', 4711)).toEqual(['4711']);
    expect([true, null, ['a'], { a: 'b' }, ''].flatMap((value) => searchTokens('x', value))).toEqual([]);
  });

  test('a long text has few tokens and none is long, nor cut through a character', () => {
    const tokens = searchTokens('bio', '𠮷'.repeat(500) + ' word'.repeat(500));
    expect(tokens.length).toBeLessThanOrEqual(12);
    expect(tokens.every((token) => [...token].length <= 100)).toBe(true);
    expect(tokens.some((token) => /[\uD800-\uDBFF]$/.test(token))).toBe(false);
  });
});

describe('words of a query', () => {
  test('each once, in lower case', () => {
    expect(searchWords('  Anna  anna MÜLLER ')).toEqual(['anna', 'müller']);
  });

  test('a phone number with gaps is one word', () => {
    expect(searchWords('+49 (170) 123-45')).toEqual(['+4917012345']);
    expect(searchWords('0049 170')).toEqual(['+49170']);
    expect(searchWords('170 123')).toEqual(['170123']);
  });

  test('nothing but space is nothing', () => {
    expect(searchWords(' \t ')).toEqual([]);
  });
});
