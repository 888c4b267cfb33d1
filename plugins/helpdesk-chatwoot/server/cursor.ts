import type { Json } from '@rapport/sdk';
import { z } from 'zod';

/**
 * Where a backfill goes on: in the list of contacts, then in that of conversations. `before` is a message: of a conversation so long
 * that it takes several pages of ours, those before it are left.
 */
const cursor = z.strictObject({
  stage: z.enum(['contacts', 'conversations']),
  /** From 1. */
  page: z.int().positive(),
  /** Conversations of the page that were told. */
  index: z.int().nonnegative().default(0),
  before: z.int().positive().nullable().default(null),
  /** How many there are, as counted at the beginning of a stage. */
  contacts: z.int().nonnegative().default(0),
});
export type Cursor = z.infer<typeof cursor>;

/** What cannot be read (of another version) is read from the beginning: it costs time, and doubles nothing. */
export function cursorOf(from: Json | null): Cursor {
  const known = cursor.safeParse(from);
  return known.success ? known.data : { stage: 'contacts', page: 1, index: 0, before: null, contacts: 0 };
}
