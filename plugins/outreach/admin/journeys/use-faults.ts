import { faultsIn, parseJson, useData, useLocale, useSettled } from '@rapport/sdk/admin';
import type { ApiError, Json } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import type { Definition } from './graph/definition';
import { placeFaults } from './graph/faults';
import type { PlacedFault } from './graph/faults';
import { JourneyFaultsDocument } from './journeys.documents';

const settleMilliseconds = 300;

export type Checked = {
  readonly faults: readonly PlacedFault[];
  /** The server has looked at it as it stands, and found nothing. */
  readonly isWhole: boolean;
  readonly error: ApiError | null;
};

/** What is wrong with a journey while it is drawn. */
export function useFaults(definition: Definition): Checked {
  const locale = useLocale();
  const text = JSON.stringify(definition);
  const settledText = useSettled(text, settleMilliseconds);
  const settled = useMemo<Json>(() => parseJson(settledText) ?? null, [settledText]);
  const { data, isPlaceholderData, error } = useData(
    JourneyFaultsDocument,
    { definition: settled },
    { keepPrevious: true },
  );
  const told = data?.journeyFaults;
  const faults = useMemo(() => placeFaults(faultsIn(told, locale)), [told, locale]);
  const isChecked = told !== undefined && !isPlaceholderData && settledText === text;
  return { faults, isWhole: isChecked && faults.length === 0, error };
}
