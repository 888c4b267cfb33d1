import { isJsonObject, numberIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';
import { countsIn } from '../progress';

type Counts = ReturnType<typeof countsIn>;

/** Who would get a broadcast now, as broadcastForeseen of the API says it. */
export type Foreseen = {
  readonly audience: number;
  readonly looked: number;
  readonly isSample: boolean;
  /** This and the following of the whole audience: an estimate where it is a sample. */
  readonly sent: number;
  readonly low: number;
  readonly high: number;
  readonly deferred: Counts;
  readonly withheld: Counts;
};

export function foreseenIn(json: Json | undefined): Foreseen | null {
  if (!isJsonObject(json)) return null;
  const [audience, looked] = [numberIn(json, 'audience'), numberIn(json, 'looked')];
  const isSample = json['isSample'] === true;
  const ofAll = (count: number): number => (isSample ? rounded((count / looked) * audience, audience) : count);
  const all = (counts: Counts): Counts => counts.map((one) => ({ ...one, count: ofAll(one.count) }));
  const { low, high } = betweenIn(json);
  return {
    ...{ audience, looked, isSample, sent: ofAll(numberIn(json, 'sent')) },
    ...(isSample ? { low: rounded(low, audience), high: rounded(high, audience) } : { low, high }),
    ...{ deferred: all(countsIn(json['deferred'])), withheld: all(countsIn(json['withheld'])) },
  };
}

function betweenIn(json: JsonObject) {
  const { sentBetween } = json;
  const between = isJsonObject(sentBetween) ? sentBetween : {};
  return { low: numberIn(between, 'low'), high: numberIn(between, 'high') };
}

/** To a thousandth of the audience, about: an estimate is not made more certain by more digits. */
function rounded(count: number, audience: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(audience)) - 2);
  return Math.round(count / unit) * unit;
}

export function sumOf(counts: Counts): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
