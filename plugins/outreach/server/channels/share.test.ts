import { Share } from './share';

test('a broadcast takes less while what happens waits, never nothing, and all again when it does not', () => {
  const at = { now: 0, waits: 0 };
  const share = new Share(
    () => at.waits,
    () => at.now,
  );
  const after = (waits: number): number => {
    at.waits = waits;
    at.now += 100;
    return share.of(20);
  };
  expect(share.of(20)).toBe(20);
  expect([after(1_000), after(1_000), after(1_000), after(1_000)]).toEqual([10, 5, 2, 2]);
  expect([after(0), after(0)]).toEqual([3, 4]);
  // Asked again at once it stays as it is.
  expect(share.of(20)).toBe(4);
  for (let step = 0; step < 30; step += 1) after(0);
  expect(share.of(20)).toBe(20);
  expect(share.of(1)).toBe(1);
  expect([after(1_000), share.of(1)]).toEqual([2, 1]);
});
