/** Something outside of a definition that it names, and where. A step's path begins in the step, `.topic`. */
export type Reference = { readonly path: string; readonly key: string } & (
  | { readonly kind: 'segment' | 'topic' }
  /** `key` is a medium that some connection has to carry. */
  | { readonly kind: 'channel' }
  /** `key` is a connection's; or a template's. */
  | { readonly kind: 'connection' | 'template'; readonly medium: string }
);

export const segmentAt = (path: string, key: string): Reference => ({ kind: 'segment', path, key });
