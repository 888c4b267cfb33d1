import { formatText } from './text';
import type { Locale, Text } from './text';

/** By what was done: how the audit page groups actions, in this order. */
export const auditGroups = ['read', 'change', 'identity', 'export', 'erase', 'administration'] as const;
export type AuditGroup = (typeof auditGroups)[number];

/** What the audit log calls what was done, in words: a mutation by its name, everything else as AuditEntry has it. */
export type AuditWords = Readonly<Record<string, Text & { readonly group: AuditGroup }>>;

/**
 * The words of a room or plugin, in its `admin/audit-words.ts`: a test finds an action that has none.
 * @example
 * export const auditWords = defineAuditWords({
 *   createSegment: { group: 'change', en: 'Created a segment', 'zh-Hans': '新建分群' },
 * });
 */
export function defineAuditWords<const T extends AuditWords>(words: T): T {
  return words;
}

const registered = new Map<string, AuditWords[string]>();

/** In `register` of src/admin/app.tsx, or of a plugin's strapi-admin export. */
export function registerAuditWords(words: AuditWords): void {
  for (const [action, text] of Object.entries(words)) registered.set(action, text);
}

/** An action of a plugin that is gone, or brings no words, shows its own name. */
export function auditActionName(action: string, locale: Locale): string {
  const text = registered.get(action);
  return text === undefined ? action : formatText(text, locale);
}

/** What nobody knows has changed something: reads have words. */
export function auditGroupOf(action: string): AuditGroup {
  return registered.get(action)?.group ?? 'change';
}
