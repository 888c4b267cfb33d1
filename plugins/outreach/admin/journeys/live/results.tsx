import { useData } from '@rapport/sdk/admin';
import { textsOfArm } from '../../results/results-in';
import type { Arm } from '../../results/results-in';
import { ResultsView } from '../../results/results-view';
import { JourneyResultsDocument } from '../../results/results.documents';
import { stepsOf } from '../graph/definition';
import type { Definition } from '../graph/definition';
import { kindOf } from '../graph/step-kinds';
import type { Journey } from '../journey-page';
import { useJourneyWords } from '../use-journey-words';

/** Each time all of its messages are counted. */
const refetchSeconds = 15;

type Props = { readonly journey: Journey; readonly definition: Definition };

/** What it achieved, step by step. @param definition that runs */
export function JourneyResults({ journey: { journeyId, key }, definition }: Props) {
  const words = useJourneyWords();
  const { data, error, refetch } = useData(JourneyResultsDocument, { id: journeyId }, { refetchSeconds });
  const steps = stepsOf(definition);
  const nameOf = (arm: Arm): string => {
    const step = steps.get(arm.key);
    const texts = textsOfArm(arm);
    return `${arm.key}: ${step === undefined ? texts : words.summaryOf({ ...step, template: texts })}`;
  };
  return (
    <ResultsView
      query={{ results: data?.journey?.results, error, onRetry: () => void refetch() }}
      campaign={key}
      parts={{ are: 'steps', nameOf }}
      hasGoal={[...steps.values()].some((step) => kindOf(step) === 'goal')}
    />
  );
}
