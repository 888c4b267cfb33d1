import type { Node } from './node';
import { residentMegabytes } from './resident';

/** Garbage that is not collected yet, and bounded caches; a leak of what each request brings would be far more. */
const growthMegabytesMax = 96;

/** Runs `work` with `times` in two halves: the second needs no more memory, and the same web process has answered both. */
export async function expectSteady(node: Node, times: number, work: (times: number) => Promise<void>): Promise<void> {
  const web = node.processes('web');
  await work(times / 2);
  const before = residentMegabytes(web[0]);
  await work(times / 2);
  expect(residentMegabytes(web[0]) - before).toBeLessThan(growthMegabytesMax);
  expect(node.processes('web')).toEqual(web);
}
