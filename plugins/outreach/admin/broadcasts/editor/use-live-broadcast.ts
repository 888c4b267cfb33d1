import { faultsIn, parseJson, useData, useLocale, useSettled } from '@rapport/sdk/admin';
import type { ApiError, Fault, Json, JsonObject } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import { BroadcastFaultsDocument, BroadcastForeseenDocument } from '../broadcasts.documents';
import { foreseenIn } from './foreseen';
import type { Foreseen } from './foreseen';

const settleMilliseconds = 300;
const refetchSeconds = 15;

export type LiveBroadcast = {
  readonly faults: readonly Fault[];
  /** Nothing is wrong with it as it stands. */
  readonly isWhole: boolean;
  readonly foreseen: Foreseen | null;
  /** What is shown belongs to what stood there a moment ago. */
  readonly isStale: boolean;
  readonly error: ApiError | null;
};

/**
 * What the server says of a broadcast while it is written.
 * @param key by which the control group is drawn
 */
export function useLiveBroadcast(definition: JsonObject, key: string): LiveBroadcast {
  const locale = useLocale();
  const text = JSON.stringify(definition);
  const settledText = useSettled(text, settleMilliseconds);
  const settled = useMemo<Json>(() => parseJson(settledText) ?? null, [settledText]);
  const check = useData(BroadcastFaultsDocument, { definition: settled }, { keepPrevious: true });
  const faults = faultsIn(check.data?.broadcastFaults, locale);
  const isChecked = check.data !== undefined && !check.isPlaceholderData && settledText === text;
  const isWhole = check.data !== undefined && faults.length === 0;
  const foreseen = useData(
    BroadcastForeseenDocument,
    { definition: settled, key },
    { enabled: isWhole && !check.isPlaceholderData, keepPrevious: true, refetchSeconds },
  );
  return {
    ...{ faults, isWhole, foreseen: foreseenIn(foreseen.data?.broadcastForeseen) },
    isStale: !isChecked || foreseen.isPlaceholderData,
    error: check.error ?? foreseen.error,
  };
}
