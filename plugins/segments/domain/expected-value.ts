/**
 * What a customer will still buy, from the times and amounts of his orders.
 *
 * How often: BG/NBD (Fader, Hardie, Lee 2005, "Counting Your Customers the Easy Way", equations 6 and 10). How much: gamma-gamma
 * (Fader, Hardie 2013, "The Gamma-Gamma Model of Monetary Value"). Both are fitted by maximum likelihood.
 */

/** Of one customer, times in the same unit (weeks): repeat orders, from the first order to the last, and to the end of observation. */
export type OrderHistory = { readonly repeats: number; readonly recency: number; readonly age: number };
/** Of one customer with repeat orders: how many, and what one of them brought on average. */
export type OrderValues = { readonly repeats: number; readonly average: number };

export type FrequencyModel = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };
export type ValueModel = { readonly p: number; readonly q: number; readonly gamma: number };

export function fitFrequency(histories: readonly OrderHistory[]): FrequencyModel {
  const groups = grouped(histories, ({ repeats, recency, age }) => `${repeats} ${recency} ${age}`);
  const [r = 1, alpha = 1, a = 1, b = 1] = minimise([0, 0, 0, 0], (logs) => {
    const [r = 1, alpha = 1, a = 1, b = 1] = logs.map(Math.exp);
    return -groups.reduce((sum, { one, count }) => sum + count * frequencyLikelihood(one, { r, alpha, a, b }), 0);
  }).map(Math.exp);
  return { r, alpha, a, b };
}

/** Of those who ordered again, with an average above 0. */
export function fitValue(values: readonly OrderValues[]): ValueModel {
  const repeaters = values.filter(({ repeats, average }) => repeats > 0 && average > 0);
  const [p = 1, q = 1, gamma = 1] = minimise([0, 0, 0], (logs) => {
    const [p = 1, q = 1, gamma = 1] = logs.map(Math.exp);
    return -repeaters.reduce((sum, one) => sum + valueLikelihood(one, { p, q, gamma }), 0);
  }).map(Math.exp);
  return { p, q, gamma };
}

/** How many orders are to be expected within `ahead`, a time in the unit of the histories. */
export function expectedOrders(
  { repeats: x, recency, age }: OrderHistory,
  { r, alpha, a, b }: FrequencyModel,
  ahead: number,
): number {
  const z = ahead / (alpha + age + ahead);
  const silence = ((alpha + age) / (alpha + age + ahead)) ** (r + x);
  const numerator = ((a + b + x - 1) / (a - 1)) * (1 - silence * hypergeometric(r + x, b + x, a + b + x - 1, z));
  const gone = x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);
  return numerator / (1 + gone);
}

/** What one order is expected to bring. */
export function expectedOrderValue({ repeats: x, average }: OrderValues, { p, q, gamma }: ValueModel): number {
  const weight = (p * x) / (p * x + q - 1);
  return (1 - weight) * ((gamma * p) / (q - 1)) + weight * average;
}

function frequencyLikelihood({ repeats: x, recency, age }: OrderHistory, { r, alpha, a, b }: FrequencyModel): number {
  const base =
    logGamma(r + x) -
    logGamma(r) +
    r * Math.log(alpha) +
    logGamma(a + b) +
    logGamma(b + x) -
    logGamma(b) -
    logGamma(a + b + x);
  const alive = -(r + x) * Math.log(alpha + age);
  if (x === 0) return base + alive;
  const gone = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency);
  const greater = Math.max(alive, gone);
  return base + greater + Math.log(Math.exp(alive - greater) + Math.exp(gone - greater));
}

function valueLikelihood({ repeats: x, average: m }: OrderValues, { p, q, gamma }: ValueModel): number {
  return (
    logGamma(p * x + q) -
    logGamma(p * x) -
    logGamma(q) +
    q * Math.log(gamma) +
    (p * x - 1) * Math.log(m) +
    p * x * Math.log(x) -
    (p * x + q) * Math.log(gamma + m * x)
  );
}

/** Lanczos' approximation, g = 7, n = 9; x > 0. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const series = lanczos.slice(1).reduce((sum, one, index) => sum + one / (x + index), lanczos[0] ?? 1);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** Gauss' 2F1 by its series, for 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 10_000 && Math.abs(term) > 1e-12 * Math.abs(sum); n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** Nelder and Mead's downhill simplex. */
function minimise(start: readonly number[], cost: (point: readonly number[]) => number): number[] {
  const at = (point: readonly number[]) => ({ point, cost: cost(point) });
  let simplex = [at(start), ...start.map((_, axis) => at(start.map((one, index) => one + (index === axis ? 0.5 : 0))))];
  for (let round = 0; round < 2_000; round++) {
    simplex.sort((one, other) => one.cost - other.cost);
    const best = simplex[0] ?? at(start);
    const worst = simplex.at(-1) ?? best;
    if (worst.cost - best.cost < 1e-9 * (Math.abs(best.cost) + 1)) break;
    const rest = simplex.slice(0, -1);
    const centre = start.map((_, axis) => rest.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / rest.length);
    const along = (factor: number) => at(centre.map((one, axis) => one + factor * (one - (worst.point[axis] ?? 0))));
    const reflected = along(1);
    const second = rest.at(-1) ?? best;
    if (reflected.cost < best.cost) {
      const expanded = along(2);
      simplex = [...rest, expanded.cost < reflected.cost ? expanded : reflected];
    } else if (reflected.cost < second.cost) simplex = [...rest, reflected];
    else {
      const contracted = along(reflected.cost < worst.cost ? 0.5 : -0.5);
      simplex =
        contracted.cost < Math.min(reflected.cost, worst.cost)
          ? [...rest, contracted]
          : simplex.map(({ point }) => at(point.map((one, axis) => ((best.point[axis] ?? 0) + one) / 2)));
    }
  }
  return [...(simplex.sort((one, other) => one.cost - other.cost)[0]?.point ?? start)];
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): { readonly one: T; readonly count: number }[] {
  const groups = new Map<string, { one: T; count: number }>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), { one, count: 1 });
    else group.count++;
  }
  return [...groups.values()];
}
