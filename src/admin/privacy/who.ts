export type Who = { readonly id: string } | { readonly identifier: { readonly kind: string; readonly value: string } };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whom somebody means: an id, an address or number as it is written, `kind:value`, or else a user id. Null where nothing was typed.
 */
export function readWho(typed: string): Who | null {
  const text = typed.trim();
  if (text === '') return null;
  if (uuid.test(text)) return { id: text.toLowerCase() };
  const [, kind, value] = /^([a-z][a-z0-9_]*):(.+)$/.exec(text) ?? [];
  if (kind !== undefined && value !== undefined) return { identifier: { kind, value: value.trim() } };
  if (text.includes('@')) return { identifier: { kind: 'email', value: text } };
  if (/^\+[\d\s()./-]{6,}$/.test(text)) return { identifier: { kind: 'phone', value: text } };
  return { identifier: { kind: 'user_id', value: text } };
}
