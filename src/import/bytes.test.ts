import { beginningOf, type Bytes } from './bytes';

const pieces = [Buffer.alloc(40_000, 'a'), Buffer.alloc(5, 'b'), Buffer.alloc(20_000, 'c')];
let asked: number[] = [];
beforeEach(() => (asked = []));

async function* read(from: number): Bytes {
  for (const [at, piece] of pieces.entries()) {
    if (at < from) continue;
    asked.push(at);
    yield piece;
  }
  return undefined;
}

test('read several times, the bytes are the same, and the first piece is asked for once', async () => {
  const bytes = beginningOf(read);
  for (let time = 0; time < 3; time++) {
    const slices: Buffer[] = [];
    for await (const slice of bytes()) slices.push(slice);
    expect(Buffer.concat(slices).equals(Buffer.concat(pieces))).toBe(true);
  }
  expect(asked).toEqual([0, 1, 2, 1, 2, 1, 2]);
});

test('who reads the beginning only is given little more, and nothing else is asked for', async () => {
  const bytes = beginningOf(read);
  for (let time = 0; time < 3; time++) {
    for await (const slice of bytes()) {
      expect(slice.length).toBeLessThan(20_000);
      break;
    }
  }
  expect(asked).toEqual([0]);
});

test('a file without bytes has none', async () => {
  const slices: Buffer[] = [];
  for await (const slice of beginningOf(() => read(3))()) slices.push(slice);
  expect(slices).toEqual([]);
});
