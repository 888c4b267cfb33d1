import { normal, type Token } from './tokens';

/**
 * Words to look for, as people write them down: `disappoint*` (any ending), `*katastrophe` (the last part of a compound), `on hold`
 * (in a row), `kept ~ waiting` (others may stand between), Chinese without spaces.
 */
type Part = { readonly kind: 'exact' | 'prefix' | 'suffix'; readonly text: string };
export type Pattern<Meaning> = {
  /** `gap`: something may stand before this part. */
  readonly parts: readonly (Part & { readonly gap: boolean })[];
  readonly meaning: Meaning;
};
export type Match<Meaning> = {
  readonly meaning: Meaning;
  /** Places of the first and the last matched token. */
  readonly from: number;
  readonly to: number;
};

/** Tokens that `~` may stand for. */
const gapTokensMax = 8;
const han = /\p{Script=Han}/u;
/** Letters by which prefixes and suffixes are found; shorter ones are not allowed. */
const indexLetters = 3;

export class PatternIndex<Meaning> {
  private readonly exact = new Map<string, Pattern<Meaning>[]>();
  private readonly prefixes = new Map<string, Pattern<Meaning>[]>();
  private readonly suffixes = new Map<string, Pattern<Meaning>[]>();
  /** First characters, of which one alone is a whole word only where the segmenter says so, or behind one of these. */
  constructor(
    entries: readonly (readonly [text: string, meaning: Meaning])[],
    private readonly joins: ReadonlySet<string> = new Set(),
  ) {
    for (const [text, meaning] of entries) this.add({ parts: partsOf(text), meaning });
  }

  /** What is found, none overlapping; of those that begin at the same place the longest. Time: linear in the tokens. */
  find(tokens: readonly Token[]): Match<Meaning>[] {
    const matches: Match<Meaning>[] = [];
    const taken = new Set<number>();
    for (let index = 0; index < tokens.length; index++) {
      if (taken.has(index)) continue;
      const best = this.longestAt(tokens, index, taken);
      if (best === null) continue;
      for (const place of best.places) taken.add(place);
      matches.push({ meaning: best.meaning, from: index, to: best.places.at(-1) ?? index });
    }
    return matches;
  }

  private longestAt(tokens: readonly Token[], index: number, taken: ReadonlySet<number>) {
    let best: { readonly meaning: Meaning; readonly places: readonly number[] } | null = null;
    for (const pattern of this.candidates(tokens[index]?.text ?? '')) {
      const places = this.placesOf(pattern, tokens, index);
      if (places === null || places.some((place) => taken.has(place))) continue;
      if (best === null || places.length > best.places.length) best = { meaning: pattern.meaning, places };
    }
    return best;
  }

  private candidates(text: string): Pattern<Meaning>[] {
    return [
      ...(this.exact.get(text) ?? []),
      ...(this.prefixes.get(text.slice(0, indexLetters)) ?? []),
      ...(this.suffixes.get(text.slice(-indexLetters)) ?? []),
    ];
  }

  private placesOf({ parts }: Pattern<Meaning>, tokens: readonly Token[], index: number): number[] | null {
    const places: number[] = [];
    let next = index;
    for (const part of parts) {
      const last = part.gap ? Math.min(next + gapTokensMax, tokens.length - 1) : next;
      let place = next;
      while (place <= last && !fits(part, tokens[place])) place++;
      if (place > last) return null;
      places.push(place);
      next = place + 1;
    }
    const [first] = places;
    if (parts.length === 1 && first !== undefined && !this.standsAlone(tokens, first)) return null;
    return places;
  }

  private standsAlone(tokens: readonly Token[], place: number): boolean {
    const token = tokens[place];
    if (token === undefined || !token.endsWord) return false;
    return token.beginsWord || this.joins.has(tokens[place - 1]?.text ?? '');
  }

  private add(pattern: Pattern<Meaning>): void {
    const [first] = pattern.parts;
    if (first === undefined) return;
    const [map, key] =
      first.kind === 'exact'
        ? [this.exact, first.text]
        : first.kind === 'prefix'
          ? [this.prefixes, first.text.slice(0, indexLetters)]
          : [this.suffixes, first.text.slice(-indexLetters)];
    const same = map.get(key);
    if (same === undefined) map.set(key, [pattern]);
    else same.push(pattern);
  }
}

/** `a, b c, d*` -> entries. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function partsOf(text: string): Pattern<never>['parts'] {
  const parts: (Part & { gap: boolean })[] = [];
  let gap = false;
  for (const word of normal(text).replaceAll('~', ' ~ ').trim().split(/\s+/)) {
    if (word === '~') {
      gap = true;
      continue;
    }
    for (const piece of han.test(word) ? [...word] : [word]) {
      parts.push({ ...partOf(piece), gap });
      gap = false;
    }
  }
  return parts;
}

function partOf(word: string): Part {
  if (word.endsWith('*')) return { kind: 'prefix', text: word.slice(0, -1) };
  if (word.startsWith('*')) return { kind: 'suffix', text: word.slice(1) };
  return { kind: 'exact', text: word };
}

function fits({ kind, text }: Part, token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (kind === 'exact') return token.text === text;
  return kind === 'prefix' ? token.text.startsWith(text) : token.text.endsWith(text);
}
