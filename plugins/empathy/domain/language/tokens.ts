/** A word, or a character of a script without spaces. Offsets are into the text it was cut from. */
export type Token = {
  /** Lower case, straight apostrophes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A comma or its like stands before it. */
  readonly startsClause: boolean;
  /** Of a character: Intl.Segmenter begins or ends a word here. Of a word both are true. */
  readonly beginsWord: boolean;
  readonly endsWord: boolean;
};

export type Sentence = { readonly text: string; readonly start: number; readonly end: number; readonly mark: string };

/** Full-width forms (as Chinese writes its marks) become the plain ones; the length stays. */
export function plainMarks(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/**
 * What ends with `.`, `!`, `?`, `\u3002` or a line; `mark` is how it ends (`?!`), '' where it just ends. A point within a number or an
 * address ends nothing.
 * @param text with plain marks
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const match of text.matchAll(sentence)) {
    const [whole, mark = ''] = match;
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(whole)) continue;
    sentences.push({ text: whole, start: match.index, end: match.index + whole.length, mark });
  }
  return sentences;
}

/** Points of numbers, of dates (`14. Dezember`) and of addresses, and the question marks in these, end no sentence. */
const sentence =
  /(?:[^.!?\u3002;\n\u2026]|[.](?=[\p{L}\p{N}])|(?<=\b\d{1,2})[.](?= \p{L})|[?!](?=[A-Za-z0-9=&]))+([.!?\u3002;\u2026]*)/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const word = /[\p{L}\p{M}\p{N}]+(?:['\u2019\-.][\p{L}\p{M}\p{N}]+)*/gu;
const han = /\p{Script=Han}/u;
const clauseMark = /[,\u3001:()\u2013\u2014"\u201c\u201d\u201e\u00ab\u00bb]/;

/**
 * Words of a sentence; Chinese by its characters, which know where Intl.Segmenter cuts: its words join what belongs apart (很不满意
 * is 很不/满意), so they tell where a single character may stand for itself, and no more.
 */
export function tokensOf({ text, start }: Sentence): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const part of wordsOf(text)) {
    const startsClause = clauseMark.test(text.slice(last, part.index));
    last = part.index + part.text.length;
    const at = start + part.index;
    if (!han.test(part.text)) {
      const whole = { start: at, end: at + part.text.length, beginsWord: true, endsWord: true };
      tokens.push({ text: normal(part.text), startsClause, ...whole });
      continue;
    }
    const letters = [...part.text];
    let offset = at;
    letters.forEach((text, index) => {
      const [beginsWord, endsWord] = [index === 0, index === letters.length - 1];
      tokens.push({
        ...{ text, start: offset, end: offset + text.length, beginsWord, endsWord },
        startsClause: startsClause && beginsWord,
      });
      offset += text.length;
    });
  }
  return tokens;
}

function wordsOf(text: string): { text: string; index: number }[] {
  if (!han.test(text)) return [...text.matchAll(word)].map((match) => ({ text: match[0], index: match.index }));
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true ? [{ text: segment, index }] : [],
  );
}

/** As words are compared: lower case, composed, one kind of apostrophe. */
export function normal(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\u2019', "'");
}
