import { announceDone, defineTexts, newCommandKey, useCommand, useTexts } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import {
  DecideReviewDocument,
  MergeCustomersDocument,
  SeparateIdentifierDocument,
  UnmergeCustomersDocument,
} from './identity.documents';

const texts = defineTexts({
  merged: { en: 'Merged.', 'zh-Hans': '已合并。' },
  unmerged: { en: 'Separated into two customers.', 'zh-Hans': '已拆分为两个客户。' },
  keptApart: {
    en: 'Kept apart; the same evidence will not ask again.',
    'zh-Hans': '已保持分开；同样的依据不会再提示。',
  },
  dismissed: { en: 'Dismissed.', 'zh-Hans': '已忽略。' },
  separated: { en: 'The identifier has a customer of its own.', 'zh-Hans': '该标识符已成为独立客户。' },
});

export type Decision = 'MERGE' | 'KEEP_APART' | 'DISMISS';

/** What people do to identity by hand. Each says what was done, with an undo where there is one. */
export function useIdentity() {
  const t = useTexts(texts);
  const merging = useCommand(MergeCustomersDocument);
  const unmerging = useCommand(UnmergeCustomersDocument);
  const deciding = useCommand(DecideReviewDocument);
  const separating = useCommand(SeparateIdentifierDocument);

  const undoMerge = (mergeId: string | undefined) =>
    mergeId === undefined
      ? {}
      : { undo: () => unmerging.mutateAsync({ input: { mergeId, idempotencyKey: newCommandKey() } }) };
  const undoSplit = (first: string | undefined, second: string | undefined) =>
    first === undefined || second === undefined
      ? {}
      : { undo: () => merging.mutateAsync({ input: { first, second, idempotencyKey: newCommandKey() } }) };

  return {
    isBusy: merging.isPending || unmerging.isPending || deciding.isPending || separating.isPending,
    error: firstOf(merging.error, unmerging.error, deciding.error, separating.error),
    /** @returns the public id of the merged customer */
    merge: async (first: string, second: string, reason: string): Promise<string | null> => {
      const input = { first, second, reason: reason === '' ? null : reason, idempotencyKey: newCommandKey() };
      const { mergeProfiles } = await merging.mutateAsync({ input });
      announceDone({ message: t('merged'), ...undoMerge(mergeProfiles.merge?.mergeId) });
      return mergeProfiles.profile?.profileId ?? null;
    },
    unmerge: async (mergeId: string): Promise<void> => {
      const { unmerge } = await unmerging.mutateAsync({ input: { mergeId, idempotencyKey: newCommandKey() } });
      announceDone({ message: t('unmerged'), ...undoSplit(unmerge.first?.profileId, unmerge.second?.profileId) });
    },
    decide: async (reviewId: string, decision: Decision): Promise<void> => {
      const { decideReview } = await deciding.mutateAsync({
        input: { reviewId, decision, idempotencyKey: newCommandKey() },
      });
      const message = t(decision === 'MERGE' ? 'merged' : decision === 'KEEP_APART' ? 'keptApart' : 'dismissed');
      announceDone({ message, ...undoMerge(decideReview.merge?.mergeId) });
    },
    separate: async (profileId: string, identifier: { kind: string; value: string }): Promise<void> => {
      const { separateIdentifier } = await separating.mutateAsync({
        input: { identifier, idempotencyKey: newCommandKey() },
      });
      announceDone({ message: t('separated'), ...undoSplit(profileId, separateIdentifier.profile?.profileId) });
    },
  };
}

function firstOf(...errors: readonly (ApiError | null)[]): ApiError | null {
  return errors.find((error) => error !== null) ?? null;
}
