import { fault, isStorable } from '@rapport/sdk';
import { z } from 'zod';

export const text = (charsMax: number) => z.string().max(charsMax).refine(isStorable, fault('unstorable'));

export const scalar = z.union([text(2_000), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;
