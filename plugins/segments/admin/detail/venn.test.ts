import fc from 'fast-check';
import { lensArea, vennOf } from './venn';

test('circles of nothing in common stand apart, one inside of the other touches its edge at the most', () => {
  const apart = vennOf(100, 50, 0);
  expect(apart.distance).toBeGreaterThan(apart.radiusA + apart.radiusB);
  const inside = vennOf(100, 25, 25);
  expect(inside.distance + inside.radiusB).toBeCloseTo(inside.radiusA);
  expect(vennOf(0, 0, 0)).toMatchObject({ radiusA: 0, radiusB: 0 });
});

test('what two equal circles have in common', () => {
  expect(lensArea(1, 1, 0)).toBeCloseTo(Math.PI);
  expect(lensArea(1, 1, 1)).toBeCloseTo((2 * Math.PI) / 3 - Math.sqrt(3) / 2);
  expect(lensArea(1, 1, 2)).toBe(0);
});

test('the common part is as large as it says', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 20, max: 1_000 }),
    fc.integer({ min: 20, max: 1_000 }),
    fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  );
  fc.assert(
    fc.property(sizes, ([a, b, share]) => {
      const both = share * Math.min(a, b);
      const { radiusA, radiusB, distance } = vennOf(a, b, both);
      const smaller = Math.PI * Math.min(radiusA, radiusB) ** 2;
      expect(lensArea(radiusA, radiusB, distance) / smaller).toBeCloseTo(share, 3);
    }),
  );
});
