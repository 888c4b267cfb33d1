import { Flights } from './flights';

const begin = (flights: Flights, count: number): void => {
  for (let each = 0; each < count; each += 1) flights.begin();
};

test('a broadcast leaves a tenth of the connection, at least one place; of one place nothing is kept', () => {
  expect(new Flights().free('bulk', 20)).toBe(18);
  expect(new Flights().free('bulk', 3)).toBe(2);
  expect(new Flights().free('bulk', 1)).toBe(1);
  expect(new Flights().free('urgent', 20)).toBe(20);
});

test('both share its places; where urgent ones wait, a broadcast begins none', () => {
  const flights = new Flights();
  begin(flights, 18);
  expect([flights.free('urgent', 20), flights.free('bulk', 20)]).toEqual([2, 0]);
  flights.end('bulk');
  flights.wait(5);
  expect([flights.free('urgent', 20), flights.free('bulk', 20)]).toEqual([3, -2]);
});

test('a place that becomes free is told to the one who waits for it', () => {
  const flights = new Flights();
  const told: string[] = [];
  flights.listen('urgent', () => told.push('urgent'));
  flights.listen('bulk', () => told.push('bulk'));
  begin(flights, 3);
  flights.end('bulk');
  expect(told).toEqual([]);
  flights.wait(1);
  flights.end('bulk');
  expect(told).toEqual(['urgent']);
  flights.wait(0);
  flights.end('urgent');
  expect(told).toEqual(['urgent', 'bulk', 'bulk']);
});
