import { StringDecoder } from 'node:string_decoder';

export type Line = { readonly number: number; readonly text: string; readonly tooLong: boolean };

/**
 * Lines of a UTF-8 stream, numbered from 1, without their ends (\n or \r\n) and without a byte order mark. A line over
 * `charsMax` comes cut off and marked, so that a file without line ends does not fill the memory.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, charsMax: number): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 0;
  let rest = '';
  let tooLong = false;
  const finish = (text: string): Line => {
    number += 1;
    const line = { number, text: clean(rest + text, number), tooLong: tooLong || rest.length + text.length > charsMax };
    rest = '';
    tooLong = false;
    return line.tooLong ? { ...line, text: line.text.slice(0, charsMax) } : line;
  };
  for await (const chunk of chunks) {
    const parts = decoder.write(chunk).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) yield finish(part);
    if (rest.length <= charsMax) rest += last;
    else tooLong = true;
  }
  const end = decoder.end();
  if (rest !== '' || end !== '') yield finish(end);
}

function clean(text: string, number: number): string {
  const withoutReturn = text.endsWith('\r') ? text.slice(0, -1) : text;
  return number === 1 && withoutReturn.startsWith('\uFEFF') ? withoutReturn.slice(1) : withoutReturn;
}
