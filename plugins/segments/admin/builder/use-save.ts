import { newCommandKey, useCommand } from '@rapport/sdk/admin';
import type { ApiError, Json } from '@rapport/sdk/admin';
import { useRef } from 'react';
import { CreateSegmentDocument } from '../list/list.documents';
import { ChangeSegmentDocument, PublishSegmentDocument } from './builder.documents';

type Draft = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly definition: Json;
  readonly isPublished: boolean;
};
export type Save = {
  /** @returns whether all of it was done */
  readonly run: (draft: Draft) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
};

/** Creates or changes the draft, and publishes it where that is wanted. */
export function useSave(segment: { readonly segmentId: string } | null): Save {
  const create = useCommand(CreateSegmentDocument);
  const change = useCommand(ChangeSegmentDocument);
  const publish = useCommand(PublishSegmentDocument);
  // Made already, where only publishing failed.
  const known = useRef(segment?.segmentId);
  const write = async ({ key, name, description, definition }: Draft): Promise<string | undefined> => {
    const input = { name, description, definition, idempotencyKey: newCommandKey() };
    if (known.current === undefined) {
      const made = await create.mutateAsync({ input: { ...input, key } });
      known.current = made.createSegment.segment?.segmentId;
    } else {
      await change.mutateAsync({ input: { ...input, segmentId: known.current } });
    }
    return known.current;
  };
  const run = async (draft: Draft): Promise<boolean> => {
    try {
      const segmentId = await write(draft);
      if (segmentId === undefined) return false;
      if (draft.isPublished) await publish.mutateAsync({ input: { segmentId, idempotencyKey: newCommandKey() } });
      return true;
    } catch {
      // Each command shows its own error.
      return false;
    }
  };
  return {
    run,
    isBusy: create.isPending || change.isPending || publish.isPending,
    error: create.error ?? change.error ?? publish.error,
  };
}
