import { KeptPages } from './kept';

/** Pages say how often they were worked out. */
function world() {
  let now = 0;
  let worked = 0;
  const pages = new KeptPages<number>(1_000, () => now);
  const read = (key: string) => pages.read(key, () => Promise.resolve((worked += 1)));
  return { pages, read, pass: (milliseconds: number) => (now += milliseconds) };
}

test('the same is worked out once for all who ask for it within a while', async () => {
  const { read, pass } = world();
  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual([
    { page: 1, wasKept: false },
    { page: 1, wasKept: true },
    { page: 2, wasKept: false },
  ]);
  pass(999);
  expect(await read('a')).toEqual({ page: 1, wasKept: true });
  pass(1);
  expect(await read('a')).toEqual({ page: 3, wasKept: false });
});

test('what failed is worked out anew', async () => {
  const { pages, read } = world();
  await expect(pages.read('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await read('a')).toEqual({ page: 1, wasKept: false });
});

test('of more than are kept the oldest go', async () => {
  const { read } = world();
  for (let count = 0; count <= 200; count += 1) await read(String(count));
  expect(await read('1')).toMatchObject({ wasKept: true });
  expect(await read('0')).toMatchObject({ wasKept: false });
});
