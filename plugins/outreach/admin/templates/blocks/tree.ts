import { maskExpressions } from '../../../domain/template/placeholders';

/**
 * An MJML text in pieces, each with the characters of which it is made: joined they are that text again, whatever is in it. So an
 * editor that moves, removes or changes a piece leaves all others as their author wrote them: expressions, comments, what it does
 * not know.
 */
export type Piece =
  /** White space, comments, stray text. */
  | { readonly kind: 'other'; readonly text: string }
  /** An element whose inside is one text: what people read, or what is only code. */
  | {
      readonly kind: 'leaf';
      readonly tag: string;
      readonly open: string;
      readonly inner: string;
      readonly close: string;
    }
  | Container;
/** Section, column, wrapper; or `condition`: two `mj-raw` that open and close a block of Handlebars, and what is between. */
export type Container = {
  readonly kind: 'container';
  readonly tag: string;
  readonly open: string;
  readonly children: readonly Piece[];
  readonly close: string;
};
/** All of a text: `before` ends with the opening of `mj-body`. */
export type BlockTree = { readonly before: string; readonly children: readonly Piece[]; readonly after: string };

export const condition = 'condition';
const containers: ReadonlySet<string> = new Set(['mj-wrapper', 'mj-section', 'mj-group', 'mj-column', 'mj-hero']);
/** Attributes may hold angle brackets. */
const rest = String.raw`(?:[^>"']|"[^"]*"|'[^']*')*>`;
const bodyStart = new RegExp(`<mj-body\\b${rest}`, 'g');
const tagAt = new RegExp(`<(/?)([a-zA-Z][\\w-]*)${rest}|<!--[\\s\\S]*?-->`, 'y');
const depthMax = 24;

/** Null: it is not written so that blocks could be told from each other; it stays code. */
export function readBlocks(source: string): BlockTree | null {
  const masked = maskExpressions(source);
  if (masked === null) return null;
  const { text, restore } = masked;
  const [start, ...others] = [...text.matchAll(bodyStart)];
  const end = text.lastIndexOf('</mj-body>');
  if (start === undefined || others.length > 0 || start[0].endsWith('/>')) return null;
  const from = start.index + start[0].length;
  if (end < from) return null;
  const pieces = piecesIn(text.slice(from, end), 0);
  if (pieces === null) return null;
  return {
    before: restore(text.slice(0, from)),
    children: withConditions(pieces.map((piece) => restored(piece, restore))),
    after: restore(text.slice(end)),
  };
}

export function writeBlocks({ before, children, after }: BlockTree): string {
  return `${before}${children.map(textOf).join('')}${after}`;
}

export function textOf(piece: Piece): string {
  switch (piece.kind) {
    case 'other':
      return piece.text;
    case 'leaf':
      return `${piece.open}${piece.inner}${piece.close}`;
    case 'container':
      return `${piece.open}${piece.children.map(textOf).join('')}${piece.close}`;
  }
}

function piecesIn(text: string, depth: number): Piece[] | null {
  if (depth > depthMax) return null;
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next !== at) {
      pieces.push({ kind: 'other', text: text.slice(at, next === -1 ? text.length : next) });
      if (next === -1) break;
      at = next;
    }
    const found = elementAt(text, at, depth);
    if (found === null) return null;
    pieces.push(found.piece);
    at = found.end;
  }
  return pieces;
}

function elementAt(text: string, at: number, depth: number): { readonly piece: Piece; readonly end: number } | null {
  const opening = tagIn(text, at);
  if (opening === null || opening.kind === 'close') return null;
  const open = text.slice(at, opening.end);
  if (opening.kind === 'comment') return { piece: { kind: 'other', text: open }, end: opening.end };
  const { tag } = opening;
  if (opening.kind === 'empty') return { piece: { kind: 'leaf', tag, open, inner: '', close: '' }, end: opening.end };
  const closing = closingOf(text, opening.end, tag);
  if (closing === null) return null;
  const inner = text.slice(opening.end, closing.start);
  const close = text.slice(closing.start, closing.end);
  if (!containers.has(tag)) return { piece: { kind: 'leaf', tag, open, inner, close }, end: closing.end };
  const children = piecesIn(inner, depth + 1);
  return children === null ? null : { piece: { kind: 'container', tag, open, children, close }, end: closing.end };
}

type Tag = { readonly kind: 'open' | 'close' | 'empty' | 'comment'; readonly tag: string; readonly end: number };

function tagIn(text: string, at: number): Tag | null {
  tagAt.lastIndex = at;
  const found = tagAt.exec(text);
  if (found === null) return null;
  const [all, slash, tag] = found;
  const end = at + all.length;
  if (tag === undefined) return { kind: 'comment', tag: '', end };
  return { kind: slash === '/' ? 'close' : all.endsWith('/>') ? 'empty' : 'open', tag, end };
}

/** Where the element ends that was opened before `from`. */
function closingOf(text: string, from: number, tag: string): { readonly start: number; readonly end: number } | null {
  let depth = 1;
  for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
    const found = tagIn(text, at);
    if (found === null) continue;
    if (found.tag === tag && found.kind === 'open') depth += 1;
    if (found.tag === tag && found.kind === 'close') depth -= 1;
    if (depth === 0) return { start: at, end: found.end };
    at = found.end - 1;
  }
  return null;
}

function restored(piece: Piece, restore: (text: string) => string): Piece {
  switch (piece.kind) {
    case 'other':
      return { ...piece, text: restore(piece.text) };
    case 'leaf':
      return { ...piece, open: restore(piece.open), inner: restore(piece.inner), close: restore(piece.close) };
    case 'container':
      return {
        ...piece,
        ...{ open: restore(piece.open), close: restore(piece.close) },
        children: withConditions(piece.children.map((child) => restored(child, restore))),
      };
  }
}

const opens = /^\s*\{\{#\s*([\w]+)\b[^{}]*\}\}\s*$/;
const closes = /^\s*\{\{\/\s*([\w]+)\s*\}\}\s*$/;

/** Between components expressions stand in `mj-raw`: a pair that opens and closes a block becomes one piece. */
function withConditions(pieces: readonly Piece[]): Piece[] {
  const made: Piece[] = [];
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const end = endOfCondition(pieces, at);
    const closing = end === null ? undefined : pieces[end];
    if (end === null || closing === undefined) made.push(piece);
    else
      made.push({
        ...{ kind: 'container', tag: condition, open: textOf(piece), close: textOf(closing) },
        children: withConditions(pieces.slice(at + 1, end)),
      });
    at = (end ?? at) + 1;
  }
  return made;
}

function endOfCondition(pieces: readonly Piece[], start: number): number | null {
  if (nameOf(pieces[start], opens) === null) return null;
  const open: string[] = [];
  for (let at = start; at < pieces.length; at += 1) {
    const [opened, closed] = [nameOf(pieces[at], opens), nameOf(pieces[at], closes)];
    if (opened !== null) open.push(opened);
    if (closed !== null && open.pop() !== closed) return null;
    if (open.length === 0) return at;
  }
  return null;
}

function nameOf(piece: Piece | undefined, shape: RegExp): string | null {
  return piece?.kind === 'leaf' && piece.tag === 'mj-raw' ? (shape.exec(piece.inner)?.[1] ?? null) : null;
}
