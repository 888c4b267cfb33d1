import type { Json } from '@rapport/sdk';
export function searchTokens(_key: string, value: Json): string[] {
  return typeof value === 'string' ? value.toLowerCase().split(/\s+/) : [];
}
