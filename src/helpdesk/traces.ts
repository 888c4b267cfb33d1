/** A contact by his own id in the helpdesk, and the leaf of whom it is. */
export type Contact = { readonly id: string; readonly leafId: number };
export type ToldOf = { readonly conversation: string; readonly contact: Contact };
/** Two contacts of whom the same conversation was told; the smaller id, as text, comes first. */
export type Trace = readonly [contact: Contact, other: Contact];

/**
 * A conversation has one contact. Where another is told the contact was merged into him, or the conversation was given to him:
 * which of both the helpdesk knows.
 * @param known contacts by conversation, as they were told first
 */
export function tracesIn(told: readonly ToldOf[], known: ReadonlyMap<string, Contact>): Trace[] {
  const first = new Map(known);
  const traces = new Map<string, Trace>();
  for (const { conversation, contact } of told) {
    const before = first.get(conversation) ?? contact;
    first.set(conversation, before);
    if (before.id === contact.id) continue;
    const trace: Trace = before.id < contact.id ? [before, contact] : [contact, before];
    traces.set(`${trace[0].id} ${trace[1].id}`, trace);
  }
  return [...traces.values()];
}
