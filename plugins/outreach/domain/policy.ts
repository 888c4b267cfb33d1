import { z } from 'zod';
import { holdPolicy } from './consent/hold';
import { cap } from './time/cap';
import { quietHours } from './time/quiet-hours';

const capsMax = 10;
const hour = z
  .int()
  .min(0)
  .max(24 * 30);
const day = z.int().min(0).max(90);

/** How the house sends marketing. Everything that is not said has its default, so that a new installation is polite. */
export const housePolicy = z.strictObject({
  caps: z
    .array(cap)
    .max(capsMax)
    .default([{ count: 3, within: '7d' }]),
  quietHours: quietHours.default([{ from: '21:00', to: '08:00' }]),
  hold: z
    .strictObject({
      writtenDays: day.default(holdPolicy.writtenDays),
      ratingDays: day.default(holdPolicy.ratingDays),
      badRatingMax: z.int().min(1).max(4).default(holdPolicy.badRatingMax),
      releaseHours: hour.default(holdPolicy.releaseHours),
    })
    .default(holdPolicy),
  /** So many of a hundred customers get no marketing at all: against them it is measured. */
  controlPercent: z.number().min(0).max(50).default(0),
});
export type HousePolicy = z.infer<typeof housePolicy>;

/** The seed of the house's control group: who is in it stays in it. */
export const controlSeed = 'control';
