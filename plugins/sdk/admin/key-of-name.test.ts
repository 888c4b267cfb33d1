import { isKey, keyOfName } from './key-of-name';

test.each([
  ['VIP customers, 2026', 'vip-customers-2026'],
  ['30 days away', 'days-away'],
  ['Größte Käufer', 'grosste-kaufer'],
  ['  --x--  ', 'x'],
  ['流失风险', ''],
  ['a'.repeat(80), 'a'.repeat(64)],
])('%s suggests the key %s', (name, key) => {
  expect(keyOfName(name)).toBe(key);
  expect(key === '' || isKey(key)).toBe(true);
});
