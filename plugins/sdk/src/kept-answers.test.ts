import { KeptAnswers } from './kept-answers';

/** Answers say how often there was work. */
function world(max = 3) {
  let now = 0;
  let worked = 0;
  const kept = new KeptAnswers<string, number>({ max, millisecondsOf: () => 1_000, now: () => now });
  const read = (key: string) => kept.read(key, () => Promise.resolve((worked += 1)));
  return { kept, read, pass: (milliseconds: number) => (now += milliseconds) };
}

test('the same is worked out once for all who ask for it, meanwhile and for a while afterwards', async () => {
  const { read, pass } = world();
  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual([1, 1, 2]);
  pass(999);
  expect(await read('a')).toBe(1);
  pass(1);
  expect(await read('a')).toBe(3);
});

test('the while begins when it is there, however long it takes', async () => {
  const { kept, read, pass } = world();
  let done: (answer: number) => void = () => undefined;
  const slow = kept.read('a', () => new Promise<number>((resolve) => (done = resolve)));
  pass(5_000);
  const joined = read('a');
  done(7);
  expect(await Promise.all([slow, joined])).toEqual([7, 7]);
  pass(999);
  expect(await read('a')).toBe(7);
});

test('what failed is told to all who wait, and worked out anew', async () => {
  const { kept, read } = world();
  const failing = kept.read('a', () => Promise.reject(new Error('no')));
  const joined = read('a');
  await expect(failing).rejects.toThrow('no');
  await expect(joined).rejects.toThrow('no');
  expect(await read('a')).toBe(1);
});

test('of more than are kept those go that nobody asked for longest', async () => {
  const { read } = world();
  for (const key of ['a', 'b', 'c', 'a', 'd']) await read(key);
  expect([await read('a'), await read('c'), await read('d'), await read('b')]).toEqual([1, 3, 4, 5]);
});
