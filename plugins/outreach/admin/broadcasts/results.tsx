import { isJsonObject, useData } from '@rapport/sdk/admin';
import { BroadcastResultsDocument } from '../results/results.documents';
import { textsOfArm } from '../results/results-in';
import { ResultsView } from '../results/results-view';
import type { Broadcast } from './broadcast-page';

/** Each time all of its messages are counted. */
const refetchSeconds = 15;

/** What it achieved: people open and buy long after the last message is out. */
export function BroadcastResults({ broadcast: { broadcastId, key, definition } }: { readonly broadcast: Broadcast }) {
  const { data, error, refetch } = useData(BroadcastResultsDocument, { id: broadcastId }, { refetchSeconds });
  return (
    <ResultsView
      query={{ results: data?.broadcast?.results, error, onRetry: () => void refetch() }}
      campaign={key}
      parts={{ are: 'arms', nameOf: textsOfArm }}
      hasGoal={isJsonObject(definition) && 'goal' in definition}
    />
  );
}
