/** A message that is longer is cut: an event of the house holds 32 KB, and a character takes up to three bytes. */
export const messageCharsMax = 10_000;
/** Subjects, topics, outcomes. */
export const lineCharsMax = 255;

/** Only these are taken for HTML, bare, with one word or with attributes: "a < b", "<3" and "x <b and c> y" are what people write. */
const htmlTag =
  /<!--|<\/?(a|abbr|b|blockquote|body|br|code|del|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|s|script|small|span|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul)\b([^<>]*)>/gi;
const tagInside = /^\s*[\w-]*\s*\/?$/;
const breaksLine = /^(blockquote|br|div|h[1-6]|hr|li|ol|p|pre|table|tr|ul)$/i;
/** What stands inside is not text. */
const ends: Readonly<Record<string, RegExp>> = {
  comment: /-->/g,
  head: /<\/head\s*>/gi,
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
};
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/**
 * What a person would read: tags are gone, entities are characters, markdown stays as it was written. It is text and no HTML:
 * whoever shows it, escapes it. Takes time in proportion to the length, whatever stands there.
 */
export function plainText(content: string | null, charsMax = messageCharsMax): string | null {
  if (content === null) return null;
  const text = decoded(withoutTags(content.replaceAll('\r\n', '\n')))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' ? null : cut(text, charsMax);
}

/** At most so many characters, the last of them an ellipsis where something was cut; no half of a surrogate pair is left. */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return `${text.slice(0, charsMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function withoutTags(content: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    htmlTag.lastIndex = from;
    const tag = htmlTag.exec(content);
    if (tag === null) break;
    const inside = tag[2] ?? '';
    const isTag = inside.includes('=') || tagInside.test(inside);
    parts.push(content.slice(from, isTag ? tag.index : htmlTag.lastIndex));
    from = htmlTag.lastIndex;
    if (!isTag) continue;
    const name = tag[1]?.toLowerCase() ?? 'comment';
    if (breaksLine.test(name)) parts.push('\n');
    const end = tag[0].startsWith('</') ? undefined : ends[name];
    if (end !== undefined) from = behind(end, content, from);
  }
  parts.push(content.slice(from));
  return parts.join('');
}

/** Where it goes on after what `end` matches; nowhere, where that does not come. */
function behind(end: RegExp, content: string, from: number): number {
  end.lastIndex = from;
  return end.test(content) ? end.lastIndex : content.length;
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (written, entity: string) => {
    if (!entity.startsWith('#')) return entities[entity.toLowerCase()] ?? written;
    const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10);
    const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
    return isCharacter ? String.fromCodePoint(code) : written;
  });
}
