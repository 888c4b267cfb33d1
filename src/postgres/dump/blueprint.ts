import { z } from 'zod';

/** One table of a blueprint: the columns that COPY moves (generated ones are not), and about how large it is. */
const blueprintTable = z.object({ name: z.string(), columns: z.array(z.string()), bytes: z.number() });
export type BlueprintTable = z.infer<typeof blueprintTable>;

/**
 * All that makes a schema, as statements without its name: run with the search_path set to another schema, they make the same
 * there. Three stages: what must be there before the rows, what is quicker or only possible after them, and what joins tables
 * or reacts to writes.
 */
export const blueprint = z.object({
  extensions: z.array(z.string()),
  before: z.array(z.string()),
  after: z.array(z.string()),
  last: z.array(z.string()),
  tables: z.array(blueprintTable),
  sequences: z.array(z.string()),
});
export type Blueprint = z.infer<typeof blueprint>;

/** Where a sequence stands. `lastValue` as text: bigint. */
export const sequencePlace = z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() });
export type SequencePlace = z.infer<typeof sequencePlace>;
