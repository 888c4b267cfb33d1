/**
 * Write keys that were made since this tab was loaded: the server answers one once, and never again. Nothing keeps them longer.
 */
const keys = new Map<string, string>();

export function rememberKey(ref: string, writeKey: string): void {
  keys.set(ref, writeKey);
}

export function freshKey(ref: string): string | null {
  return keys.get(ref) ?? null;
}

export function forgetKey(ref: string): void {
  keys.delete(ref);
}
