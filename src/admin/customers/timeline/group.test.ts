import { groupTimeline } from './group';

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const at = (time: string, id = time) => ({ id, occurredAt: `2026-11-${time}:00.000Z` });

test('visits are split where 30 minutes pass without an event, and days where the date changes', () => {
  const days = groupTimeline([at('22T10:31'), at('22T10:01'), at('22T09:30'), at('22T00:05'), at('21T23:58')], utcDay);
  expect(days.map(({ key, sessions }) => [key, sessions.map(({ events }) => events.map(({ id }) => id))])).toEqual([
    ['2026-11-22', [['22T10:31', '22T10:01'], ['22T09:30'], ['22T00:05']]],
    ['2026-11-21', [['21T23:58']]],
  ]);
});

test('a session tells when it began and ended', () => {
  const [day] = groupTimeline([at('22T10:20'), at('22T10:00')], utcDay);
  expect(day?.sessions[0]).toMatchObject({
    from: Date.UTC(2026, 10, 22, 10, 0),
    to: Date.UTC(2026, 10, 22, 10, 20),
  });
});

test('nothing happened: no days', () => {
  expect(groupTimeline([], utcDay)).toEqual([]);
});
