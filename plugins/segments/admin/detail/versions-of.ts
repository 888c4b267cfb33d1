import { numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** What was published. */
export type Version = {
  readonly version: number;
  readonly definition: Json;
  readonly actor: string;
  readonly at: string;
};

/** Newest first. */
export function versionsOf(json: Json): readonly Version[] {
  return objects(json).map((one) => ({
    version: numberIn(one, 'version'),
    definition: one['definition'] ?? null,
    actor: textIn(one, 'actor'),
    at: new Date(numberIn(one, 'at')).toISOString(),
  }));
}
