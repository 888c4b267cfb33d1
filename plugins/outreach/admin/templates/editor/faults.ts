import { numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** What is wrong with a text. Lines begin with 1, columns with 0. */
export type Fault = {
  readonly locale: string;
  /** '': of all of it. */
  readonly part: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
};

export function faultsIn(faults: Json | undefined): readonly Fault[] {
  return objects(faults).map((one) => ({
    ...{ locale: textIn(one, 'locale'), part: textIn(one, 'part'), message: textIn(one, 'message') },
    ...{ line: numberIn(one, 'line'), column: numberIn(one, 'column') },
  }));
}
