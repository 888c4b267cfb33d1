/** What figures are broken down by. A conversation is in several situations, or in none: those do not add up to the total. */
export const dimensions = ['day', 'month', 'channel', 'team', 'agent', 'situation'] as const;
export type Dimension = (typeof dimensions)[number];

/** Segments whose key begins so are situations. */
export const situationPrefix = 'situation-';
