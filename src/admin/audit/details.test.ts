import { detailsLine, timesOf } from './details';

test.each([
  [{ fields: ['name', 'enabled'], profileId: 'p1' }, 'fields: name, enabled'],
  [{ unmasked: true, count: 5 }, 'unmasked'],
  [{ unmasked: false }, ''],
  [{ removed: { event: 12, review: 0 }, erasureId: 'e' }, 'removed: event 12 · erasureId: e'],
  ['no object', ''],
  [null, ''],
])('%j reads %s', (details, line) => {
  expect(detailsLine(details, 'p1')).toBe(line);
});

test('one entry stands for as many as it counts', () => {
  expect([timesOf({ count: 5 }), timesOf({}), timesOf(null)]).toEqual([5, 1, 1]);
});
