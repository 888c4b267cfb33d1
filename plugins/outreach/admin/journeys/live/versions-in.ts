import { numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import { definitionIn } from '../graph/definition';
import type { Definition } from '../graph/definition';

export type Version = {
  readonly version: number;
  readonly definition: Definition;
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
};

/** Newest first. @param versions as Journey.versions of the API */
export function versionsIn(versions: Json): readonly Version[] {
  return objects(versions).map((one) => ({
    version: numberIn(one, 'version'),
    definition: definitionIn(one['definition'] ?? null),
    actor: textIn(one, 'actor'),
    at: textIn(one, 'at'),
  }));
}
