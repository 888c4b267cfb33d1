/**
 * Where a second person has to approve it, what wants to go waits:
 *
 *   waiting -> approved     somebody else let it go: it starts, or is published, as it was written when that was asked
 *   waiting -> declined     somebody else did not, with a note why
 *   waiting -> withdrawn    it was changed meanwhile, or asked for again
 */
export const approvalDecisions = ['approved', 'declined', 'withdrawn'] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

export const approvalNoteCharsMax = 1_000;

/** Whoever asked for it, or wrote it last, does not decide about it. */
export function mayDecide(
  { askedBy, writtenBy }: { readonly askedBy: string; readonly writtenBy: string },
  actor: string,
): boolean {
  return actor !== askedBy && actor !== writtenBy;
}
