import type { Json } from '@rapport/sdk/admin';

/** What people call a customer: the name, else what a name can be made of, else the address; null where nothing is known. */
export function nameOf(traits: Json): string | null {
  const name = textOf(traits, 'name');
  if (name !== null) return name;
  const parts = [textOf(traits, 'firstName'), textOf(traits, 'lastName')].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(' ');
  return textOf(traits, 'email') ?? textOf(traits, 'username') ?? textOf(traits, 'phone');
}

export function textOf(traits: Json, key: string): string | null {
  if (typeof traits !== 'object' || traits === null || Array.isArray(traits)) return null;
  const found = Object.entries(traits).find(([name]) => name === key)?.[1];
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}
