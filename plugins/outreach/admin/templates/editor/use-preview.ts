import { isJsonObject, objects, parseJson, textIn, useData, useSettled } from '@rapport/sdk/admin';
import type { ApiError, Json, Whom } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import type { Draft } from '../content';
import { contentIn } from '../content';
import { TemplatePreviewDocument } from '../templates.documents';
import type { TemplatePreviewQueryVariables } from '../templates.documents';
import { faultsIn } from './faults';
import type { Fault } from './faults';

const settleMilliseconds = 350;

export type PreviewInput = TemplatePreviewQueryVariables['input'];
export type ShownValue = { readonly path: string; readonly value: string | null };
export type Preview = {
  readonly faults: readonly Fault[];
  /** Part -> text; null: it would not leave. */
  readonly parts: Readonly<Record<string, string>> | null;
  readonly locale: string | null;
  readonly failure: string | null;
  readonly failurePaths: readonly string[];
  readonly missing: readonly string[];
  readonly values: readonly ShownValue[];
};
export type LivePreview = {
  readonly preview: Preview | null;
  /** What is shown belongs to what stood there a moment ago. */
  readonly isStale: boolean;
  readonly error: ApiError | null;
  readonly input: PreviewInput;
};

/**
 * How a draft looks to somebody, a moment after each key.
 * @param locale as if the customer read this one @param event JSON of the event that would lead to it; '': none
 */
export function usePreview(medium: string, draft: Draft, locale: string, whom: Whom, event: string): LivePreview {
  const { content, defaultLocale } = draft;
  const { customer, edgeProfile } = whom;
  const input = useMemo<PreviewInput>(
    () => ({
      ...{ medium, content, defaultLocale, locale, event: eventIn(event) },
      ...(customer === null ? { edgeProfile } : { profileId: customer.profileId }),
    }),
    [medium, content, defaultLocale, locale, event, customer, edgeProfile],
  );
  const settled = useSettled(input, settleMilliseconds);
  const { data, error, isPlaceholderData } = useData(
    TemplatePreviewDocument,
    { input: settled },
    { keepPrevious: true },
  );
  const found = data?.templatePreview;
  const preview = useMemo<Preview | null>(
    () =>
      found === undefined
        ? null
        : {
            ...{ faults: faultsIn(found.faults), locale: found.locale, failure: found.failure },
            parts: found.content === null ? null : (contentIn({ all: found.content })['all'] ?? null),
            ...{ failurePaths: found.failurePaths, missing: found.missing, values: valuesIn(found.values) },
          },
    [found],
  );
  return { ...{ preview, error, input }, isStale: isPlaceholderData || settled !== input };
}

/** An object; null where nothing, or no object, was written. */
export function eventIn(text: string): Json {
  const json = parseJson(text);
  return json !== undefined && isJsonObject(json) ? json : null;
}

function valuesIn(values: Json): readonly ShownValue[] {
  return objects(values).map((one) => {
    const { value } = one;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { path: textIn(one, 'path'), value: isPlain ? String(value) : null };
  });
}
