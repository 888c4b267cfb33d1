import { FollowClock } from './follow-clock';

function clockAt() {
  const at = { now: 1_000 };
  const clock = new FollowClock(() => at.now);
  let end: () => void = () => undefined;
  const begin = (): Promise<void> => clock.time(() => new Promise((resolve) => (end = resolve)));
  return { at, clock, begin, end: () => end() };
}

test('it tells what the last transaction took, for a second', async () => {
  const { at, clock, begin, end } = clockAt();
  expect(clock.milliseconds).toBe(0);
  const running = begin();
  at.now += 80;
  end();
  await running;
  at.now += 1_000;
  expect(clock.milliseconds).toBe(80);
  at.now += 1;
  expect(clock.milliseconds).toBe(0);
});

test('one that runs counts from its beginning, also where it fails in the end', async () => {
  const { at, clock, begin } = clockAt();
  void begin();
  at.now += 300;
  expect(clock.milliseconds).toBe(300);
  await expect(clock.time(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  at.now += 5_000;
  expect(clock.milliseconds).toBe(5_300);
});
