import { joinKnown, knownOfObservation, knownOfTraits } from './known';

test('what was observed of an event becomes what is completed from', () => {
  const properties = [
    { path: 'revenue', types: [{ type: 'number', share: 1 }], examples: [45.9, 12] },
    { path: 'items[].sku', types: [{ type: 'string', share: 1 }], examples: ['A-1', { odd: true }] },
    { path: 'email', types: [{ type: 'string', share: 1 }], examples: ['[masked]'] },
  ];
  expect(knownOfObservation(properties)).toEqual([
    { path: 'revenue', type: 'number', examples: ['45.9', '12'], hint: '45.9' },
    { path: 'items[].sku', type: 'text', examples: ['A-1'], hint: 'A-1' },
    { path: 'email', type: 'text', examples: [], hint: '[masked]' },
  ]);
  expect(knownOfObservation({ odd: true })).toEqual([]);
});

test('traits of some customers: keys, those inside of objects too, their type where all agree', () => {
  const known = knownOfTraits([
    { country: 'DE', address: { city: 'Berlin', 'odd key': 1 }, born: '1990-02-28', email: '[masked]' },
    { country: 'AT', visits: 3, tags: ['a'], mixed: 1, gone: null },
    { mixed: 'x' },
    null,
  ]);
  expect(Object.fromEntries(known.map(({ path, type, examples }) => [path, [type, ...examples]]))).toEqual({
    country: ['text', 'DE', 'AT'],
    'address.city': ['text', 'Berlin'],
    'address["odd key"]': ['number', '1'],
    born: ['date', '1990-02-28'],
    email: [null],
    visits: ['number', '3'],
    tags: ['list'],
    mixed: [null, '1', 'x'],
  });
});

test('what is known twice is told once, as the first tells it', () => {
  const one = (path: string, type: 'text' | 'number') => ({ path, type, examples: [] });
  expect(joinKnown([one('b', 'text')], [one('b', 'number'), one('a', 'text')])).toEqual([
    one('a', 'text'),
    one('b', 'text'),
  ]);
});
