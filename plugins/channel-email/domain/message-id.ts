const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** The same for each attempt: a server that gets a mail twice can tell, and so can who counts. */
export function messageIdHeader(id: string, domain: string): string {
  return `<${id}@${domain}>`;
}

/** Our id of a message in a header or a text, e.g. in `In-Reply-To` or in what came back with a bounce. */
export function ownIdIn(text: string, domain: string): string | null {
  const marked = new RegExp(`^x-rapport-message:\\s*(${uuid})`, 'im').exec(text)?.[1];
  return (
    marked ?? new RegExp(`<(${uuid})@${domain.replace(/[^\w-]/g, '\\$&')}>`, 'i').exec(text)?.[1]?.toLowerCase() ?? null
  );
}

/** `unsubscribe 0190...`: the subject that a mail client writes for `List-Unsubscribe`. */
export function unsubscribeSubject(id: string): string {
  return `unsubscribe ${id}`;
}

export function unsubscribedIdIn(subject: string): string | null {
  return new RegExp(`^unsubscribe (${uuid})$`, 'i').exec(subject.trim())?.[1]?.toLowerCase() ?? null;
}
