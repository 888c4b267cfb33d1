import type { JsonObject } from '@rapport/sdk';
import type { TemplateView } from './view';

/**
 * Special categories of personal data (GDPR, article 9) and what tells of them: they never enter a text, whoever wrote it.
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

/** @param traits as the reader may see them: what is masked counts as missing */
export function customerView(traits: JsonObject, more: Partial<Omit<TemplateView, 'customer'>> = {}): TemplateView {
  const customer = Object.fromEntries(Object.entries(traits).filter(([key]) => !isSpecialCategory(key)));
  const computed = Object.fromEntries(Object.entries(more.computed ?? {}).filter(([key]) => !isSpecialCategory(key)));
  return { customer, agent: null, situation: null, conversation: null, ...more, computed };
}
