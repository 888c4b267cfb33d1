import { numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** One day of a segment: its size at the end of it, and who came and went. */
export type Day = { readonly day: string; readonly size: number; readonly entered: number; readonly left: number };

export function daysOf(json: Json | undefined): readonly Day[] {
  return objects(json).map((one) => ({
    day: textIn(one, 'day'),
    size: numberIn(one, 'size'),
    entered: numberIn(one, 'entered'),
    left: numberIn(one, 'left'),
  }));
}

/** A round number at or above, whose half is whole: the top of an axis that can be read. */
export function roundUp(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
