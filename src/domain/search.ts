import type { Json } from '@rapport/sdk';

/** Tokens of one trait at the most; what follows in a longer value is not found. */
const tokensMax = 12;
const tokenCharactersMax = 100;

const wordStart = /[\p{L}\p{N}]+/gu;
/** Scripts written without spaces: a name may be looked for from any character on. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const phoneLike = /^\+?[\d\s()./-]+$/;

/**
 * The texts by whose beginnings a value is found: the value from each of its words on, and from each character of a script
 * without spaces; once more without accents where that differs. So "Anna Maria Müller" is found by `anna ma`, `maria` and
 * `mull`, and "张伟明" by `伟`. Lower case, NFKC, at most 12 tokens of 100 characters.
 * Values other than texts and numbers have none.
 */
export function searchTokens(_key: string, value: Json): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const text = normalise(String(value));
  const plain = withoutAccents(text);
  const tokens = new Set<string>();
  for (const spelling of plain === text ? [text] : [text, plain]) {
    for (const start of starts(spelling)) {
      if (tokens.size >= tokensMax) return [...tokens];
      tokens.add(cut(spelling.slice(start)));
    }
  }
  return [...tokens];
}

/** The words of a query, each of which has to begin a token. A phone number written with gaps is one word. */
export function searchWords(query: string): string[] {
  const text = normalise(query);
  const digits = text.replace(/\D/g, '');
  if (phoneLike.test(text) && digits.length >= 3) {
    if (text.startsWith('+')) return [`+${digits}`];
    return [digits.startsWith('00') ? `+${digits.slice(2)}` : digits];
  }
  return [...new Set(text.split(' ').filter((word) => word !== ''))].map(cut);
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('\u0000', '\uFFFD').trim().replace(/\s+/gu, ' ');
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

function starts(text: string): number[] {
  const result = new Set<number>(text === '' ? [] : [0]);
  for (const match of text.matchAll(wordStart)) {
    result.add(match.index);
    let place = match.index;
    for (const character of match[0]) {
      if (unspaced.test(character)) result.add(place);
      place += character.length;
    }
    if (result.size > tokensMax) break;
  }
  return [...result].sort((a, b) => a - b);
}

/** By whole characters, never through a surrogate pair. */
function cut(text: string): string {
  return text.length <= tokenCharactersMax ? text : [...text].slice(0, tokenCharactersMax).join('');
}
