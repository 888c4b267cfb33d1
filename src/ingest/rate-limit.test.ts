import { RateLimiter } from './rate-limit';

function limiter(): {
  take: (events: number) => number;
  wait: (milliseconds: number) => void;
  other: (events: number) => number;
} {
  let time = 0;
  const buckets = new RateLimiter(() => time);
  return {
    take: (events) => buckets.take('shop', events, 10),
    other: (events) => buckets.take('blog', events, 10),
    wait: (milliseconds) => (time += milliseconds),
  };
}

test('a second’s worth passes at once, then the rate', () => {
  const { take, wait } = limiter();
  for (let event = 0; event < 10; event++) expect(take(1)).toBe(0);
  expect(take(1)).toBe(1);
  wait(100);
  expect(take(1)).toBe(0);
  expect(take(1)).toBe(1);
});

test('a batch larger than the rate passes once and is waited for, in whole seconds', () => {
  const { take, wait } = limiter();
  expect(take(100)).toBe(0);
  expect(take(1)).toBe(10);
  wait(9_099);
  expect(take(1)).toBe(1);
  wait(1);
  expect(take(1)).toBe(0);
});

test('whoever obeys Retry-After is let in', () => {
  const { take, wait } = limiter();
  take(57);
  wait(take(20) * 1_000);
  expect(take(20)).toBe(0);
});

test('sources do not share, rest does not save up, an empty batch costs nothing', () => {
  const { take, other, wait } = limiter();
  take(100);
  expect(other(10)).toBe(0);
  expect(take(0)).toBe(10);
  wait(3_600_000);
  expect(take(10)).toBe(0);
  expect(take(1)).toBe(1);
});
