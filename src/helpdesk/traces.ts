import type { HelpdeskReport } from '@rapport/sdk';

/** Two contacts of whom the same conversation was told; the smaller id, as text, comes first. */
export type Trace = { readonly contact: string; readonly other: string };

/**
 * A conversation has one contact. Where another is told the contact was merged into him, or the conversation was given to him:
 * which of both the helpdesk knows.
 * @param known contacts by conversation, as they were told first
 */
export function tracesIn(reports: readonly HelpdeskReport[], known: ReadonlyMap<string, string>): Trace[] {
  const first = new Map(known);
  const traces = new Map<string, Trace>();
  for (const { conversation, contact } of reports) {
    if (conversation === null) continue;
    const before = first.get(conversation) ?? contact.id;
    first.set(conversation, before);
    if (before === contact.id) continue;
    const trace = before < contact.id ? { contact: before, other: contact.id } : { contact: contact.id, other: before };
    traces.set(`${trace.contact} ${trace.other}`, trace);
  }
  return [...traces.values()];
}
