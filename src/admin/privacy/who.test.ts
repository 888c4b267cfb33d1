import { readWho } from './who';

const id = '018f0000-0000-7000-8000-00000000000A';

test.each([
  ['', null],
  ['   ', null],
  [` ${id} `, { id: id.toLowerCase() }],
  ['Anna@Example.com ', { identifier: { kind: 'email', value: 'Anna@Example.com' } }],
  ['+49 (170) 123-4567', { identifier: { kind: 'phone', value: '+49 (170) 123-4567' } }],
  ['anonymous_id: device-1', { identifier: { kind: 'anonymous_id', value: 'device-1' } }],
  ['user_id:anna@example.com', { identifier: { kind: 'user_id', value: 'anna@example.com' } }],
  ['4711', { identifier: { kind: 'user_id', value: '4711' } }],
])('%j', (typed, who) => {
  expect(readWho(typed)).toEqual(who);
});
