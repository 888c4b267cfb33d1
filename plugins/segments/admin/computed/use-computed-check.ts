import { faultsIn, parseJson, useData, useLocale, useSettled } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import type { Fault } from '../builder/tree';
import { ComputedTraitCheckDocument } from './computed.documents';

const settleMilliseconds = 250;

export type ComputedCheck = {
  readonly faults: readonly Fault[];
  /** It was looked at as it stands. */
  readonly isCurrent: boolean;
};

/** What the server says of a computed trait while it is written. @param key null: it is new */
export function useComputedCheck(definition: JsonObject, key: string | null): ComputedCheck {
  const locale = useLocale();
  const text = JSON.stringify(definition);
  const settledText = useSettled(text, settleMilliseconds);
  const settled = useMemo<Json>(() => parseJson(settledText) ?? null, [settledText]);
  const check = useData(ComputedTraitCheckDocument, { definition: settled, key }, { keepPrevious: true });
  const told = check.data?.computedTraitCheck.faults;
  const faults = useMemo(() => faultsIn(told, locale), [told, locale]);
  const isCurrent = settledText === text && check.data !== undefined && !check.isPlaceholderData;
  return { faults, isCurrent };
}
