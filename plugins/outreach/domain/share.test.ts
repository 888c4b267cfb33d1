import fc from 'fast-check';
import { armOf, isHeldOut, placeOf } from './share';

test('a place is that of the bucket condition of segments', () => {
  // select ('x' || left(md5('holdout-2026:0192f0c1-0000-7000-8000-000000000001'), 8))::bit(32)::bigint * 100 / 4294967296.0
  expect(placeOf('holdout-2026', '0192f0c1-0000-7000-8000-000000000001')).toBeCloseTo(31.790836714208126, 12);
});

test('shares come out as they are set, and a larger share holds out whom a smaller one does', () => {
  const people = Array.from({ length: 20_000 }, (_, index) => `person-${index}`);
  const held = people.filter((one) => isHeldOut('control', 10, one));
  expect(held.length / people.length).toBeCloseTo(0.1, 2);
  expect(held.every((one) => isHeldOut('control', 20, one))).toBe(true);
  // Two seeds know nothing of each other.
  expect(held.filter((one) => isHeldOut('other', 50, one)).length / held.length).toBeCloseTo(0.5, 1);
});

test('every place has an arm', () => {
  const arms: [{ share: number }, ...{ share: number }[]] = [{ share: 33.3 }, { share: 33.3 }, { share: 33.4 }];
  fc.assert(
    fc.property(fc.double({ min: 0, max: 99.999999, noNaN: true }), (place) => arms.includes(armOf(arms, place))),
  );
  expect([0, 33.29, 33.3, 66.59, 66.6, 99.99].map((place) => arms.indexOf(armOf(arms, place)))).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
});
