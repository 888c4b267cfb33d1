import { z } from 'zod';
import { fault } from './definition-issues';

const pattern = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/** How segments, computed traits and scores are named in definitions: `vip`, `lifetime_value`. */
export const keyText = z
  .string()
  // What nobody has chosen yet is missing, which says more than what a key is made of.
  .min(1, { abort: true })
  .refine((key) => pattern.test(key), fault('key_invalid'))
  .meta({ pattern: pattern.source });
