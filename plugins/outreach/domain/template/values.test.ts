import { valuesOf } from './values';

const links = { preferencesUrl: 'https://r.example/p', unsubscribeUrl: null };
const valuesFor = (traits: Parameters<typeof valuesOf>[0]['traits']) =>
  valuesOf({ traits, computed: { orders_90d: 4 }, event: { order: { id: 'B-1' } }, ...links });

test('each value that a text can say stands there with its path, also inside of others', () => {
  expect(valuesFor({ plan: 'pro', address: { city: 'Lyon' } })).toEqual([
    { path: 'customer.plan', value: 'pro' },
    { path: 'customer.address.city', value: 'Lyon' },
    { path: 'computed.orders_90d', value: 4 },
    { path: 'event.order.id', value: 'B-1' },
    { path: 'preferences_url', value: 'https://r.example/p' },
  ]);
});

test('what may not be said is not offered, and what is masked has no value', () => {
  const offered = valuesFor({ email: '[masked]', health_status: 'ill', 'first name': 'Kim', tags: ['a'] });
  expect(offered.filter(({ path }) => path.startsWith('customer'))).toEqual([{ path: 'customer.email', value: null }]);
});

test('there are so many, and no more', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`trait_${index}`, index]));
  expect(valuesFor(many)).toHaveLength(200);
});
