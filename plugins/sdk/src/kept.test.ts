import { kept } from './kept';

let clock = 1_000_000;
const keeping = { milliseconds: 60_000, now: () => clock };

test('found out once a minute, also for those who ask at the same time', async () => {
  let times = 0;
  const ask = kept(async () => ++times, keeping);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  clock += 59_999;
  expect(await ask()).toBe(1);
  clock += 1;
  expect(await ask()).toBe(2);
});

test('a clock that was put back keeps nothing for longer', async () => {
  let times = 0;
  const ask = kept(async () => ++times, keeping);
  await ask();
  clock -= 3_600_000;
  expect(await ask()).toBe(2);
});

test('what is forgotten is found out anew, also while it is being found out', async () => {
  let times = 0;
  const ask = kept(async () => ++times, keeping);
  const first = ask();
  ask.forget();
  expect(await Promise.all([first, ask(), ask()])).toEqual([1, 2, 2]);
});

test('a failure is told to those who waited for it, and the next one tries again', async () => {
  let times = 0;
  const ask = kept(async () => {
    times += 1;
    if (times === 1) throw new Error('away');
    return times;
  }, keeping);
  const both = await Promise.allSettled([ask(), ask()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe(2);
});
