import { isJsonObject } from './graphql-document';
import type { Json } from './graphql-document';

/** How the API writes what this person may not see. */
const maskedText = '[masked]';

export function isMasked(value: Json | undefined): boolean {
  return value === maskedText;
}

/** What people call a customer: the name, else what a name can be made of, else an address; null where nothing is known. */
export function nameOf(traits: Json): string | null {
  const name = textOf(traits, 'name');
  if (name !== null) return name;
  const parts = [textOf(traits, 'firstName'), textOf(traits, 'lastName')].filter((part) => part !== null);
  if (parts.length > 0) return [...new Set(parts)].join(' ');
  return textOf(traits, 'email') ?? textOf(traits, 'username') ?? textOf(traits, 'phone');
}

export function textOf(traits: Json, key: string): string | null {
  const value = isJsonObject(traits) && Object.hasOwn(traits, key) ? traits[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** At most two letters for a picture that is not there: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}
