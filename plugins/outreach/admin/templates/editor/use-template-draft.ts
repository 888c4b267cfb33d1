import { newCommandKey, useCommand, useLeaveGuard, useSettled } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Draft } from '../content';
import { ChangeTemplateDocument } from '../templates.documents';

/** So long after the last key the draft is saved: by itself, as it changes nothing that is sent. */
const settleMilliseconds = 1_200;

export type TemplateDraft = {
  readonly draft: Draft;
  /** @param change of what is written by then */
  readonly change: (change: (draft: Draft) => Partial<Draft>) => void;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Why the last attempt did not work; it is tried again with the next change, or by `save`. */
  readonly error: ApiError | null;
  /** @returns whether it is saved as it stands now */
  readonly save: () => Promise<boolean>;
  /** Stands anywhere on the page: asks before one leaves with something that is not saved. */
  readonly question: ReactNode;
};

/** What is written of a template; it saves itself. @param first as it is stored */
export function useTemplateDraft(key: string, first: Draft, canWrite: boolean): TemplateDraft {
  const [draft, setDraft] = useState(first);
  const { mutateAsync, isPending, error } = useCommand(ChangeTemplateDocument);
  const text = JSON.stringify(draft);
  const [saved, setSaved] = useState(text);
  const [refused, setRefused] = useState('');
  const { markSaved, question } = useLeaveGuard(text);
  const settled = useSettled(text, settleMilliseconds);
  const isNamed = draft.name.trim() !== '';
  const save = useCallback(async (): Promise<boolean> => {
    if (text === saved) return true;
    try {
      await mutateAsync({ input: { key, ...draft, name: draft.name.trim(), idempotencyKey: newCommandKey() } });
      setSaved(text);
      markSaved(text);
      return true;
    } catch {
      // It is in `error`.
      setRefused(text);
      return false;
    }
  }, [text, saved, mutateAsync, key, draft, markSaved]);
  useEffect(() => {
    if (canWrite && isNamed && !isPending && settled === text && text !== saved && text !== refused) void save();
  }, [canWrite, isNamed, isPending, settled, text, saved, refused, save]);
  return {
    ...{ draft, save, question, error: text === refused ? error : null },
    change: (change) => setDraft((before) => ({ ...before, ...change(before) })),
    isSaved: text === saved,
    isSaving: isPending,
  };
}
