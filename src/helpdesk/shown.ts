import { type HelpdeskDelivery, type HelpdeskStanding, type Json, limits } from '@rapport/sdk';
import type pg from 'pg';
import { lookThere, readWritten, type TargetId } from '../store/helpdesk-writes';
import type { OpenConnection } from './connections';
import { labelPrefix } from './wanted';

/** What stands there, as it is compared: attributes by name, and `label:` with the name of a label. */
export function valuesOf({ attributes = {}, labels = [] }: Partial<HelpdeskStanding>): ReadonlyMap<string, Json> {
  return new Map([
    ...Object.entries(attributes),
    ...labels.map((label): [string, Json] => [`${labelPrefix}${label}`, true]),
  ]);
}

/**
 * What we wrote comes back by webhook. Where it is what we wrote, that was the echo, and nothing follows from it. Where it is something
 * else somebody changed it, or the webhook is late: what really stands there is looked at.
 */
export class Echoes {
  constructor(
    private readonly options: {
      readonly pool: pg.Pool;
      readonly hashOf: (value: Json) => string;
      readonly now: () => number;
    },
  ) {}

  async see({ key, helpdesk }: OpenConnection, deliveries: readonly HelpdeskDelivery[]): Promise<void> {
    const { pool, hashOf, now } = this.options;
    const shown = deliveries.flatMap(({ body }) => helpdesk.write?.shownIn(body) ?? []);
    if (shown.length === 0) return;
    const idOf = ({ target: { kind, id } }: (typeof shown)[number]): TargetId => ({
      connection: key,
      kind,
      objectId: id,
    });
    const written = await readWritten(pool, shown.map(idOf));
    for (const one of shown) {
      const values = valuesOf(one);
      const id = idOf(one);
      const isOther = written.some((row) => {
        if (row.kind !== id.kind || row.objectId !== id.objectId || row.leftAloneAt !== null) return false;
        const isLabel = row.key.startsWith(labelPrefix);
        const isComparable = isLabel ? one.labels !== undefined : one.attributes !== undefined && isAttribute(row.key);
        return isComparable && hashOf(values.get(row.key) ?? null) !== row.hash;
      });
      if (isOther) await lookThere(pool, id, now() + limits.helpdeskWriteGatherSeconds * 1_000);
    }
  }
}

function isAttribute(key: string): boolean {
  return key !== 'note' && !key.startsWith('assignment:');
}
