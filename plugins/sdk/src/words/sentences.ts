import type { Token } from './evaluate';
import type { Piece } from './view';

/** Tokens that are shown together or not at all; `space` is what stands behind them. */
type Sentence = { readonly tokens: readonly Token[]; readonly space: string };

/** A full stop behind these ends no sentence, nor one behind a single letter or a day (`3. Dezember`). */
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|\d{1,2}|Dr|Prof|Mr|Mrs|Ms|No|no|Nr|nr|St|ca|bzw|usw|inkl|vgl|etc|vs|e\.g|i\.e|z\. ?B|d\. ?h|u\. ?a)\.$/u;
const end = /(?:[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+[”’」』）]*|\n)\s*/gu;

/**
 * Leaves out every sentence with a hole: nobody reads half of one. A sentence ends at its mark or at the end of its line; marks
 * inside values end nothing.
 */
export function withoutHoles(tokens: readonly Token[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  for (const { tokens: inside, space } of sentencesOf(tokens)) {
    const hasHole = inside.some((token) => token.kind === 'hole');
    pieces.push(...(hasHole ? droppedPieces(inside) : inside.flatMap(shownPiece)));
    if (!hasHole) text += inside.map((token) => ('text' in token ? token.text : '')).join('');
    const kept = hasHole ? spaceAfterDropped(text, space) : space;
    if (kept !== '') pieces.push({ kind: 'text', text: kept });
    text += kept;
  }
  return { text: tidy(text), pieces };
}

function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let current: Token[] = [];
  const close = (space: string): void => {
    if (current.length > 0 || space !== '') sentences.push({ tokens: current, space });
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'edge') close('');
    else if (token.kind !== 'text') current.push(token);
    else {
      for (const { text, space, ends } of splitText(token.text)) {
        if (text !== '') current.push({ kind: 'text', text });
        if (ends) close(space);
      }
    }
  }
  close('');
  return sentences;
}

function splitText(text: string): { text: string; space: string; ends: boolean }[] {
  const parts: { text: string; space: string; ends: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(end)) {
    const to = match.index + match[0].length;
    const body = text.slice(from, to).trimEnd();
    if (!match[0].includes('\n') && abbreviation.test(body)) continue;
    parts.push({ text: body, space: text.slice(from + body.length, to), ends: true });
    from = to;
  }
  if (from < text.length) parts.push({ text: text.slice(from), space: '', ends: false });
  return parts;
}

/** The line of a sentence that is gone goes with it, the paragraph stays. */
function spaceAfterDropped(before: string, space: string): string {
  const breaks = space.split('\n').length - 1;
  const has = before === '' ? 2 : before.length - before.replace(/\n+$/, '').length;
  return has === 0
    ? breaks > 0
      ? '\n'.repeat(Math.min(breaks, 2))
      : ''
    : '\n'.repeat(Math.max(0, Math.min(breaks, 2) - has));
}

function shownPiece(token: Token): Piece[] {
  if (token.kind === 'dropped') return droppedPieces(token.tokens);
  return token.kind === 'text' || token.kind === 'value' ? [{ kind: token.kind, text: token.text }] : [];
}

function droppedPieces(tokens: readonly Token[]): Piece[] {
  return tokens.flatMap((token): Piece[] => {
    if (token.kind === 'hole') return [{ kind: 'missing', text: token.path }];
    if (token.kind === 'dropped') return droppedPieces(token.tokens);
    return token.kind === 'edge' ? [] : [{ kind: 'dropped', text: token.text }];
  });
}

/** What conditions inside sentences can leave: doubled spaces, spaces before marks, empty brackets, marks that meet. */
function tidy(text: string): string {
  return text
    .replace(/[(（[]\s*[)）\]]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ +(?=[,.;:!?，。；：！？、](?:\s|$))/g, '')
    .replace(/([,;:，、；：])\s*(?=[.!?。！？,;，；])/g, '')
    .replace(/\.(?=[!?。！？])/g, '')
    .replace(/([!?。！？])[.!?。！？]+/g, '$1')
    .replace(/(?<!\.)\.\.(?!\.)/g, '.')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
