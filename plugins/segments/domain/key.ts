import { z } from 'zod';

/** How segments, computed traits and scores are named in definitions: `vip`, `lifetime_value`. */
export const keyText = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'A key: a-z, 0-9, _ and -.');
