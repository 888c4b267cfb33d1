/** Two circles whose areas are as the sizes, and whose common part is as those who are in both. Lengths are of the drawing. */
export type Venn = { readonly radiusA: number; readonly radiusB: number; readonly distance: number };

const radiusMax = 80;
const stepsMax = 40;

export function vennOf(a: number, b: number, both: number): Venn {
  const greatest = Math.max(a, b, 1);
  // A circle that is there is seen.
  const radius = (size: number): number => Math.max(size === 0 ? 0 : 6, radiusMax * Math.sqrt(size / greatest));
  const [radiusA, radiusB] = [radius(a), radius(b)];
  const apart = radiusA + radiusB + 8;
  if (both <= 0) return { radiusA, radiusB, distance: apart };
  const inside = Math.abs(radiusA - radiusB);
  if (both >= Math.min(a, b)) return { radiusA, radiusB, distance: inside };
  const share = both / Math.min(a, b);
  const wanted = share * Math.PI * Math.min(radiusA, radiusB) ** 2;
  let [near, far] = [inside, radiusA + radiusB];
  for (let step = 0; step < stepsMax; step++) {
    const middle = (near + far) / 2;
    if (lensArea(radiusA, radiusB, middle) > wanted) near = middle;
    else far = middle;
  }
  return { radiusA, radiusB, distance: (near + far) / 2 };
}

/** What two circles have in common. Weisstein, "Circle-Circle Intersection", MathWorld, formula 14. */
export function lensArea(r: number, s: number, distance: number): number {
  if (distance >= r + s) return 0;
  if (distance <= Math.abs(r - s)) return Math.PI * Math.min(r, s) ** 2;
  const angle = (own: number, other: number): number =>
    Math.acos((distance ** 2 + own ** 2 - other ** 2) / (2 * distance * own));
  const root = Math.sqrt((-distance + r + s) * (distance + r - s) * (distance - r + s) * (distance + r + s));
  return r ** 2 * angle(r, s) + s ** 2 * angle(s, r) - root / 2;
}
