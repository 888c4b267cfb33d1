export type Keeping = { readonly milliseconds: number; readonly now: () => number };

/**
 * What is dear to find out and changes slowly: who asks within the time gets what was found out last, and those who ask meanwhile
 * wait for the same. A failure is not kept. `forget`: the next one finds out anew.
 */
export function kept<T>(
  find: () => Promise<T>,
  { milliseconds, now }: Keeping,
): (() => Promise<T>) & { readonly forget: () => void } {
  let last: { readonly at: number; readonly found: Promise<T> } | undefined;
  const ask = (): Promise<T> => {
    const at = now();
    if (last !== undefined && at - last.at < milliseconds && at >= last.at) return last.found;
    const next = { at, found: find() };
    last = next;
    next.found.catch(() => {
      if (last === next) last = undefined;
    });
    return next.found;
  };
  return Object.assign(ask, { forget: () => (last = undefined) });
}
