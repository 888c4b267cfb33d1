import lifecycles from './lifecycles';

function saved(hook: 'beforeCreate' | 'beforeUpdate', data: Record<string, unknown>): unknown {
  lifecycles[hook]({ params: { data } });
  return data['writeKey'];
}

test.each([[undefined], [null], [''], ['  ']])('a new source with the write key %p gets one', (writeKey) => {
  expect(saved('beforeCreate', { name: 'Shop', writeKey })).toMatch(/^[A-Za-z0-9]{32}$/);
});

test('a given key stays, without the spaces of copying', () => {
  expect(saved('beforeCreate', { writeKey: ' SHOPKEY ' })).toBe('SHOPKEY');
});

test('blanking the key of a source makes a new one; an update without it changes nothing', () => {
  expect(saved('beforeUpdate', { writeKey: '' })).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(saved('beforeUpdate', { name: 'Shop' })).toBeUndefined();
});

test('no two are alike', () => {
  const keys = Array.from({ length: 100 }, () => saved('beforeCreate', {}));
  expect(new Set(keys).size).toBe(100);
});
