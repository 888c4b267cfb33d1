import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** One line of what an entry says beside the rest: `fields: name, enabled · unmasked`. Ids of what has its own column are left out. */
export function detailsLine(details: Json, profileId: string | null): string {
  if (!isJsonObject(details)) return '';
  return Object.entries(details)
    .filter(([name, value]) => name !== 'count' && value !== profileId && !isEmpty(value))
    .map(([name, value]) => (value === true ? name : `${name}: ${textOf(value)}`))
    .join(' · ');
}

/** How often the same was done within a minute: one entry stands for them. */
export function timesOf(details: Json): number {
  const count = isJsonObject(details) ? details['count'] : undefined;
  return typeof count === 'number' ? count : 1;
}

function isEmpty(value: Json): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (isJsonObject(value)) {
    return Object.entries(value)
      .filter(([, item]) => !isEmpty(item) && item !== 0)
      .map(([name, item]) => `${name} ${textOf(item)}`)
      .join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
