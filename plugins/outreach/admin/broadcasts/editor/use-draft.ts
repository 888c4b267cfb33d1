import { newCommandKey, useCommand } from '@rapport/sdk/admin';
import type { ApiError, JsonObject } from '@rapport/sdk/admin';
import { ChangeBroadcastDocument, CreateBroadcastDocument, StartBroadcastDocument } from '../broadcasts.documents';

export type Written = { readonly key: string; readonly name: string; readonly definition: JsonObject };

type DraftCommands = {
  /** @returns the broadcast's id; null: it did not work, see `error` */
  readonly save: (written: Written) => Promise<string | null>;
  /** Saves what is written, and starts that. @param at ISO 8601; null: now */
  readonly start: (written: Written, at: string | null) => Promise<string | null>;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
};

/** @param broadcastId null: it is new */
export function useDraft(broadcastId: string | null): DraftCommands {
  const create = useCommand(CreateBroadcastDocument);
  const change = useCommand(ChangeBroadcastDocument);
  const start = useCommand(StartBroadcastDocument);
  const save = async ({ key, name, definition }: Written): Promise<string> => {
    const idempotencyKey = newCommandKey();
    if (broadcastId !== null) {
      await change.mutateAsync({ input: { broadcastId, name, definition, idempotencyKey } });
      return broadcastId;
    }
    const { createBroadcast } = await create.mutateAsync({ input: { key, name, definition, idempotencyKey } });
    return createBroadcast.broadcast.broadcastId;
  };
  return {
    save: (written) => save(written).catch(() => null),
    start: async (written, at) => {
      try {
        const id = await save(written);
        await start.mutateAsync({ input: { broadcastId: id, at, idempotencyKey: newCommandKey() } });
        return id;
      } catch {
        // It is in `error`.
        return null;
      }
    },
    isBusy: create.isPending || change.isPending || start.isPending,
    error: create.error ?? change.error ?? start.error,
  };
}
