import type { JsonObject } from './json';

/**
 * Special categories of personal data (GDPR, article 9) and what tells of them: they never enter a text, nor leave the house.
 * Compared as words of the key: `healthStatus`, `health_status` and `Health` are one.
 */
const special = new Set([
  ...[
    'health',
    'medical',
    'diagnosis',
    'disease',
    'illness',
    'disability',
    'disabled',
    'pregnant',
    'pregnancy',
    'medication',
  ],
  ...['religion', 'religious', 'faith', 'church', 'ethnicity', 'ethnic', 'race', 'racial', 'origin', 'nationality'],
  ...[
    'political',
    'politics',
    'party',
    'union',
    'sexual',
    'sexuality',
    'orientation',
    'genetic',
    'biometric',
    'criminal',
  ],
]);

export function isSpecialCategory(key: string): boolean {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => special.has(word));
}

/** What is left of traits or computed values for texts. */
export function withoutSpecialCategories(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !isSpecialCategory(key)));
}
