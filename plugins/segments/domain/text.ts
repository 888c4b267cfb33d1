import { fault } from '@rapport/sdk';
import { z } from 'zod';

/** Text that PostgreSQL can hold: no U+0000, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !/[\u0000]|\p{Surrogate}/u.test(text);
}

export const text = (charsMax: number) => z.string().max(charsMax).refine(isStorable, fault('unstorable'));

export const scalar = z.union([text(2_000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;
