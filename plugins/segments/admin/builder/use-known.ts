import { formatShortNumber, useData, useLocale, useViewer } from '@rapport/sdk/admin';
import { useDeferredValue, useMemo, useState } from 'react';
import {
  ComputedKeysDocument,
  KnownEventNamesDocument,
  KnownPropertiesDocument,
  TraitsOfSomeDocument,
} from './builder.documents';
import type { Suggestion } from './inputs/suggest-input';
import { joinKnown, knownOfObservation, knownOfTraits } from './known';
import type { Known } from './known';

/** Names of events that were seen, the most frequent first; `search` asks for those with a text in them. */
export function useEventNames(): {
  readonly suggestions: readonly Suggestion[];
  readonly search: (text: string) => void;
} {
  const locale = useLocale();
  const [text, setText] = useState('');
  const names = useCatalogue(useDeferredValue(text.replaceAll('*', '').trim()));
  const suggestions = names
    .filter(({ name }) => name !== '')
    .map(({ name, count }) => ({ value: name, hint: formatShortNumber(count, locale) }));
  return { suggestions: uniqueByValue(suggestions), search: setText };
}

/** What the newest events of a name carry. */
export function useProperties(eventName: string): readonly Known[] {
  const names = useCatalogue(eventName);
  return useObservation(names.find(({ name }) => name === eventName)?.id);
}

/** Traits that were seen: in the newest identify calls, and on some customers. */
export function useTraits(): readonly Known[] {
  const { can } = useViewer();
  const identify = useCatalogue('').find(({ type }) => type === 'IDENTIFY');
  const observed = useObservation(identify?.id);
  const { data } = useData(TraitsOfSomeDocument, {}, { enabled: can('profile.read') });
  return useMemo(() => {
    const traits = (data?.customers.edges ?? []).flatMap(({ node }) => (node === null ? [] : [node.traits]));
    return joinKnown(observed, knownOfTraits(traits));
  }, [data, observed]);
}

/** Keys of computed traits and scores. */
export function useComputedKeys(): readonly Suggestion[] {
  const { data } = useData(ComputedKeysDocument, {});
  return (data?.computedTraits.edges ?? []).map(({ node: { key, name } }) => ({ value: key, hint: name }));
}

function useCatalogue(search: string) {
  const { can } = useViewer();
  const { data } = useData(KnownEventNamesDocument, { search }, { enabled: can('catalogue.read'), keepPrevious: true });
  return (data?.catalogue.edges ?? []).map(({ node }) => node);
}

function useObservation(id: string | undefined): readonly Known[] {
  const { can } = useViewer();
  const enabled = id !== undefined && can('catalogue.read');
  const { data } = useData(KnownPropertiesDocument, { eventName: id ?? '' }, { enabled });
  return useMemo(() => knownOfObservation(data?.eventObservation.properties), [data]);
}

function uniqueByValue(list: readonly Suggestion[]): readonly Suggestion[] {
  return [...new Map(list.map((one) => [one.value, one])).values()];
}
