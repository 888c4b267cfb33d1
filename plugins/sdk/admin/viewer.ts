import { useMemo } from 'react';
import { useData } from './queries';
import { ViewerDocument } from './viewer.documents';

export type Viewer = {
  /** `admin:<id>`, as commands name their actor; null until it is known. */
  readonly actor: string | null;
  /** Whether this person holds a right, e.g. `identity.write`. False until it is known. */
  readonly can: (scope: string) => boolean;
};

const refreshSeconds = 60;

/** Who is logged in, and what they may do. The server checks every request anyway; this decides what is shown. */
export function useViewer(): Viewer {
  const { data } = useData(ViewerDocument, {}, { refetchSeconds: refreshSeconds });
  return useMemo(() => {
    const scopes = new Set(data?.viewer.scopes.split(' '));
    return { actor: data?.viewer.actor ?? null, can: (scope) => scopes.has(scope) };
  }, [data]);
}
