import { createHash } from 'node:crypto';

/**
 * Where a customer stands among all, from 0 to less than 100: always the same place for the same seed. The first 32 bits of
 * MD5(seed, ":", public id), as in the `bucket` condition of segments: an arm of an experiment is a segment, too.
 */
export function placeOf(seed: string, publicId: string): number {
  const digest = createHash('md5').update(`${seed}:${publicId}`).digest();
  return (digest.readUInt32BE(0) * 100) / 2 ** 32;
}

/** Held out from everything, or from one campaign: the lowest places of the seed. @param percent 0 to 100 */
export function isHeldOut(seed: string, percent: number, publicId: string): boolean {
  return placeOf(seed, publicId) < percent;
}

/** The arm in whose part of 100 the place lies; the last one where shares end before it. */
export function armOf<Arm extends { readonly share: number }>(arms: readonly [Arm, ...Arm[]], place: number): Arm {
  let end = 0;
  for (const arm of arms) {
    end += arm.share;
    if (place < end) return arm;
  }
  return arms.at(-1) ?? arms[0];
}
