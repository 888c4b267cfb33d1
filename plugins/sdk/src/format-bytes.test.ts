import { formatBytes } from './format-bytes';

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_500, '1.5 kB'],
  [48_200_000, '48 MB'],
  [252_000_000_000, '252 GB'],
  [3.2e15, '3,200 TB'],
])('%d is written as %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});
