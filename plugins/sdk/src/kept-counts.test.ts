import { KeptCounts } from './kept-counts';

/** Counts what each campaign has; `asked` tells of which it was asked. */
function world(messages: Record<number, number>) {
  const asked: (readonly number[])[] = [];
  let now = 0;
  const kept = new KeptCounts<number>(
    (count) => count,
    0.5,
    () => now,
  );
  const read = (...ids: readonly number[]) =>
    kept.read(ids, (missing) => {
      asked.push(missing);
      return Promise.resolve(missing.map((id) => messages[id] ?? 0));
    });
  return { asked, read, kept, pass: (milliseconds: number) => (now += milliseconds) };
}

test('whoever looks meanwhile gets the same count; the larger the campaign, the longer it holds', async () => {
  const messages: Record<number, number> = { 1: 1_000, 2: 10 };
  const { asked, read, pass } = world(messages);
  expect(await Promise.all([read(1, 2), read(2), read(1)])).toEqual([[1_000, 10], [10], [1_000]]);
  expect(asked).toEqual([[1, 2]]);
  messages[1] = 1_100;
  pass(5);
  expect(await read(2, 1)).toEqual([10, 1_000]);
  expect(asked).toEqual([[1, 2], [2]]);
  pass(495);
  expect(await read(1, 2)).toEqual([1_100, 10]);
  expect(asked.at(-1)).toEqual([1, 2]);
});

test('a small campaign, or one of which nothing is there yet, is counted each time', async () => {
  const { asked, read } = world({ 1: 0 });
  await read(1);
  await read(1);
  expect(asked).toEqual([[1], [1]]);
});

test('a count that fails is told to all who wait for it, and made again for the next', async () => {
  const { kept, read } = world({ 1: 7 });
  const failing = () => Promise.reject(new Error('away'));
  const [first, second] = [kept.read([1], failing), read(1)];
  await expect(first).rejects.toThrow('away');
  await expect(second).rejects.toThrow('away');
  expect(await read(1)).toEqual([7]);
});

test('only so many are kept, those that were counted last; a page of more is answered whole', async () => {
  const many = Array.from({ length: 502 }, (_one, index) => index);
  const { asked, read } = world(Object.fromEntries(many.map((id) => [id, 1_000])));
  expect(await read(...many)).toHaveLength(502);
  await read(0, 1, 2, 501);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual([0, 1]);
});
