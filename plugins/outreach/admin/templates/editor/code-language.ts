import { HighlightStyle, StreamLanguage } from '@codemirror/language';
import type { StringStream } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import type { PartFormat } from '../media';

/** Colours are those of the panel's theme: by class. */
export const highlighting = HighlightStyle.define([
  { tag: tags.tagName, class: 'cm-tag' },
  { tag: tags.attributeName, class: 'cm-name' },
  { tag: tags.string, class: 'cm-quoted' },
  { tag: tags.special(tags.string), class: 'cm-expression' },
  { tag: tags.comment, class: 'cm-remark' },
]);

type Mode = { place: 'text' | 'tag' | 'remark' | 'expression'; outer: 'text' | 'tag'; end: string };

/** Marks expressions everywhere, and in MJML tags, attributes and comments: enough to read by; faults are told by the server. */
export function languageOf(format: PartFormat): Extension {
  const hasTags = format === 'mjml';
  return StreamLanguage.define<Mode>({
    startState: () => ({ place: 'text', outer: 'text', end: '' }),
    token: (stream, mode) => wordOf(stream, mode, hasTags),
    tokenTable: { expression: tags.special(tags.string) },
  });
}

function wordOf(stream: StringStream, mode: Mode, hasTags: boolean): string | null {
  if (mode.place === 'remark' || mode.place === 'expression') return restOf(stream, mode);
  const opening = stream.match(/^\{\{(?:!--)?/);
  if (opening !== null && opening !== false) {
    const isRemark = stream.current() === '{{!--';
    Object.assign(mode, { outer: mode.place, place: 'expression', end: isRemark ? '--}}' : '}}' });
    return restOf(stream, mode);
  }
  if (mode.place === 'tag') return inTag(stream, mode);
  if (hasTags && stream.match('<!--')) {
    Object.assign(mode, { outer: 'text', place: 'remark', end: '-->' });
    return restOf(stream, mode);
  }
  if (hasTags && stream.match(/^<\/?[\w-]+/)) {
    mode.place = 'tag';
    return 'tagName';
  }
  stream.next();
  stream.eatWhile(/[^<{]/);
  return null;
}

/** To the end of a comment or expression, which may be on another line. */
function restOf(stream: StringStream, mode: Mode): string {
  const kind = mode.place === 'remark' ? 'comment' : 'expression';
  if (stream.skipTo(mode.end)) {
    stream.match(mode.end);
    mode.place = mode.outer;
  } else stream.skipToEnd();
  return kind;
}

function inTag(stream: StringStream, mode: Mode): string | null {
  if (stream.match(/^\/?>/)) {
    mode.place = 'text';
    return 'tagName';
  }
  if (stream.match(/^[\w-]+/)) return 'attributeName';
  if (stream.match(/^["'](?:[^"'{]|\{(?!\{))*["']?/) || stream.match(/^(?:[^"'{<>\s=]|\{(?!\{))+["']/)) return 'string';
  stream.next();
  return null;
}
