import { faultsIn, parseJson, useData, useLocale, useSettled } from '@rapport/sdk/admin';
import type { ApiError, Json } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import { DefinitionCheckDocument, DefinitionCountDocument, DefinitionPreviewDocument } from './builder.documents';
import type { DefinitionPreviewQuery } from './builder.documents';
import type { Fault } from './tree';

/** Long enough not to ask at every key, short enough to feel at once. */
const settleMilliseconds = 250;

export type Live = {
  readonly faults: readonly Fault[];
  readonly sentence: { readonly en: string; readonly 'zh-Hans': string } | null;
  readonly preview: DefinitionPreviewQuery['segmentPreview'] | null;
  /** Exactly, once it is counted. */
  readonly exact: number | null;
  /** What is shown belongs to what stood there a moment ago. */
  readonly isStale: boolean;
  readonly error: ApiError | null;
};

/**
 * What the server says of a definition while it is written: what is wrong with it, how it reads, whom it means. A request that is
 * overtaken by the next is cancelled.
 * @param definition null: there is nothing to ask about
 */
export function useLiveDefinition(definition: Json | null): Live {
  const text = JSON.stringify(definition);
  const settledText = useSettled(text, settleMilliseconds);
  const settled = useMemo<Json>(() => parseJson(settledText) ?? null, [settledText]);
  const isAsked = settled !== null;
  const check = useData(DefinitionCheckDocument, { definition: settled }, { enabled: isAsked, keepPrevious: true });
  const locale = useLocale();
  const faults = faultsIn(check.data?.en.faults, locale);
  const isWhole = isAsked && !check.isPlaceholderData && check.data !== undefined && faults.length === 0;
  const preview = useData(DefinitionPreviewDocument, { definition: settled }, { enabled: isWhole, keepPrevious: true });
  const previewed = preview.data?.segmentPreview ?? null;
  const wantsExact = isWhole && !preview.isPlaceholderData && previewed !== null && !previewed.exact;
  const exact = useData(DefinitionCountDocument, { definition: settled }, { enabled: wantsExact });
  const en = check.data?.en.sentence;
  const chinese = check.data?.chinese.sentence;
  const isStale = settledText !== text || check.isPlaceholderData || preview.isPlaceholderData;
  return {
    faults: isAsked ? faults : [],
    sentence: isAsked && typeof en === 'string' && typeof chinese === 'string' ? { en, 'zh-Hans': chinese } : null,
    preview: isAsked && faults.length === 0 ? previewed : null,
    exact: previewed?.exact === true ? previewed.count : wantsExact ? (exact.data?.segmentCount ?? null) : null,
    isStale,
    error: check.error ?? preview.error,
  };
}
