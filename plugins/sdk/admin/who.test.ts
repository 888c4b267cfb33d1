import { initialsOf, nameOf } from './who';

test.each([
  [{ name: 'Ada Lovelace', email: 'ada@example.com' }, 'Ada Lovelace'],
  [{ firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
  [{ firstName: '[masked]', lastName: '[masked]' }, '[masked]'],
  [{ name: ' ', email: 'ada@example.com' }, 'ada@example.com'],
  [{ phone: '+4930' }, '+4930'],
  [{ name: 7 }, null],
  [null, null],
  [[], null],
])('%j is called %s', (traits, name) => {
  expect(nameOf(traits)).toBe(name);
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['ada@mailbox.example', 'AE'],
  ['李 雷', '李雷'],
  ['李雷', '李'],
  ['😀 !', ''],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
