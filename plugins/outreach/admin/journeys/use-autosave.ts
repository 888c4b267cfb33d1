import { newCommandKey, useCommand, useSettled } from '@rapport/sdk/admin';
import type { ApiError, JsonObject } from '@rapport/sdk/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ChangeJourneyDocument } from './journeys.documents';

const settleMilliseconds = 800;

export type Written = { readonly name: string; readonly definition: JsonObject };
export type Autosave = {
  /** What is on the page is kept. */
  readonly isSaved: boolean;
  readonly error: ApiError | null;
  /** Keeps what is on the page now. @returns false: it did not work, see `error` */
  readonly flush: () => Promise<boolean>;
};

/**
 * Keeps a draft whenever nobody has changed it for a moment. One save at a time, in the order in which it was written.
 * @param isEnabled false: nothing is kept, as nothing may be changed
 */
export function useAutosave(journeyId: string, written: Written, isEnabled: boolean): Autosave {
  const { mutateAsync, error } = useCommand(ChangeJourneyDocument);
  const content = JSON.stringify(written);
  const [saved, setSaved] = useState(content);
  const settled = useSettled(content, settleMilliseconds);
  const latest = useRef({ written, content, saved, mutateAsync });
  latest.current = { written, content, saved, mutateAsync };
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));
  const flush = useCallback((): Promise<boolean> => {
    const save = async (): Promise<boolean> => {
      const { written: now, content: text, saved: before } = latest.current;
      if (text === before) return true;
      const { name, definition } = now;
      const input = { journeyId, name: name.trim(), definition, idempotencyKey: newCommandKey() };
      try {
        await latest.current.mutateAsync({ input });
      } catch {
        // It is in `error`.
        return false;
      }
      latest.current = { ...latest.current, saved: text };
      setSaved(text);
      return true;
    };
    queue.current = queue.current.then(save);
    return queue.current;
  }, [journeyId]);
  // `flush` stays the same: what did not work is not tried again before something else is written.
  useEffect(() => {
    if (isEnabled && settled !== latest.current.saved && written.name.trim() !== '') void flush();
  }, [settled, isEnabled, flush, written.name]);
  return { isSaved: content === saved, error, flush };
}
