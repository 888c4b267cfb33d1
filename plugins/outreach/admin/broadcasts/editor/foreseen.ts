import { isJsonObject, numberIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import { countsIn } from '../progress';

type Counts = ReturnType<typeof countsIn>;

/** Who would get a broadcast now, as broadcastForeseen of the API says it. */
export type Foreseen = {
  readonly looked: number;
  readonly isSample: boolean;
  readonly sent: number;
  readonly deferred: Counts;
  readonly withheld: Counts;
};

export function foreseenIn(json: Json | undefined): Foreseen | null {
  if (!isJsonObject(json)) return null;
  return {
    ...{ looked: numberIn(json, 'looked'), sent: numberIn(json, 'sent'), isSample: json['isSample'] === true },
    ...{ deferred: countsIn(json['deferred']), withheld: countsIn(json['withheld']) },
  };
}

export function sumOf(counts: Counts): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
