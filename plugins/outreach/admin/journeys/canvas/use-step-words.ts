import { useTexts } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import { useJourneyWords } from '../use-journey-words';
import { useEditor } from './editor';
import { canvasTexts } from './texts';

/** How the steps of the journey that is drawn are told. */
export function useStepWords() {
  const t = useTexts(canvasTexts);
  const words = useJourneyWords();
  const { graph, definition } = useEditor();
  return useMemo(() => {
    const steps = new Map(graph.steps.map(({ id, step }) => [id, step]));
    /** `Wait: 2 hours`; null: the entry. */
    const nameOf = (id: string | null): string => {
      if (id === null) return words.entryOf(definition);
      const step = steps.get(id) ?? {};
      const summary = words.summaryOf(step);
      return summary === '' ? words.titleOf(step) : `${words.titleOf(step)}: ${summary}`;
    };
    /** Where one goes on from there, for somebody who does not see the lines. */
    const onwardOf = (id: string | null): string => {
      const ways = graph.ways.filter(({ from }) => from === id);
      const told = ways.map(({ about, to }) =>
        t('leadsTo', { way: words.aboutOf(about), to: to === null ? t('nothing') : nameOf(to) }),
      );
      return told.length === 0 ? '' : t('leads', { steps: told.join('; ') });
    };
    return { nameOf, onwardOf };
  }, [graph, definition, words, t]);
}
