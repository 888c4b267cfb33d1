import { choiceOf, fieldOf } from './fields';

test.each([
  [null, { choice: 'ignore', key: '' }],
  ['userId', { choice: 'userId', key: '' }],
  ['email', { choice: 'email', key: '' }],
  ['traits.plan', { choice: 'trait', key: 'plan' }],
  ['traits.address.city', { choice: 'trait', key: 'address.city' }],
  ['properties.total', { choice: 'property', key: 'total' }],
  ['identifiers.crm_id', { choice: 'identifier', key: 'crm_id' }],
])('%s is shown as a choice and its name, and written back the same', (field, shown) => {
  expect(choiceOf(field)).toEqual(shown);
  expect(fieldOf(choiceOf(field).choice, choiceOf(field).key)).toBe(field);
});
