/** In the order in which they are told. */
export const messageStates = [
  ...(['PLANNED', 'DEFERRED', 'CLAIMED', 'HANDED', 'DELIVERED', 'BOUNCED', 'COMPLAINED'] as const),
  ...(['FAILED', 'UNKNOWN', 'WITHHELD', 'EXPIRED', 'CANCELLED'] as const),
];
export type MessageState = (typeof messageStates)[number];
