import { changeOf, formatDuration, formatValue } from './format';

test('durations by their two largest units', () => {
  const of = (seconds: number): string => formatDuration(seconds * 1_000, 'en');
  expect([0, 59, 60, 250, 3_600, 3_661, 90_000, 86_400].map(of)).toEqual([
    ...['0 sec', '59 sec', '1 min', '4 min 10 sec', '1 hr', '1 hr 1 min', '1 day 1 hr', '1 day'],
  ]);
  expect(formatDuration(250_000, 'zh-Hans')).toBe('4分钟 10秒');
  expect([formatValue(0.625, 'SHARE', 'en'), formatValue(1.333, 'MEAN', 'en')]).toEqual(['62.5%', '1.33']);
});

test('better or worse only where what was before lies outside of the interval', () => {
  const now = { value: 0.8, low: 0.7, high: 0.9 };
  expect(changeOf(now, 0.6, 'SHARE', 'HIGH')).toMatchObject({ verdict: 'better' });
  expect(changeOf(now, 0.6, 'SHARE', 'LOW')).toMatchObject({ verdict: 'worse' });
  expect(changeOf(now, 0.75, 'SHARE', 'HIGH')).toMatchObject({ verdict: 'unclear' });
  expect(changeOf(now, 0.8, 'SHARE', 'HIGH')).toEqual({ verdict: 'same', amount: 0 });
  expect(changeOf({ ...now, value: 2 }, 0, 'MEAN', 'LOW')).toBeNull();
});
