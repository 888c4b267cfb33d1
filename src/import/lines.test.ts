import { readLines, type Line } from './lines';

async function linesOf(chunks: readonly Buffer[], charsMax = 100): Promise<Line[]> {
  const lines: Line[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of readLines(stream(), charsMax)) lines.push(line);
  return lines;
}

test('lines are numbered from 1, without line ends and byte order mark, wherever the chunks are cut', async () => {
  const bytes = Buffer.from('\uFEFFa,ä\r\n\nb😀\nlast');
  const whole = await linesOf([bytes]);
  expect(whole.map((line) => line.text)).toEqual(['a,ä', '', 'b😀', 'last']);
  expect(whole.map((line) => line.number)).toEqual([1, 2, 3, 4]);
  expect(await linesOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
});

test('a line without an end does not fill the memory', async () => {
  const lines = await linesOf([Buffer.alloc(1_000, 'x'), Buffer.alloc(1_000, 'x'), Buffer.from('\nshort')]);
  expect(lines.map(({ text, tooLong }) => [text.length, tooLong])).toEqual([
    [100, true],
    [5, false],
  ]);
});
