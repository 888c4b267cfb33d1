/** A mail as far as it tells what became of another. */
export type Mail = {
  /** By lower-case name; of a repeated header the first. */
  readonly headers: ReadonlyMap<string, string>;
  /** Plain text of all that is meant for people. */
  readonly text: string;
  /** Bodies of `message/delivery-status` (RFC 3464) and `message/feedback-report` (RFC 5965). */
  readonly deliveryStatus: string | null;
  readonly feedbackReport: string | null;
  /** Head of the mail that it is about, where that came back. */
  readonly original: string;
};

export function headerOf(mail: Mail, name: string): string {
  return mail.headers.get(name) ?? '';
}

/** Groups of fields, as in a delivery status: the first is about the message, each other about a recipient. Names in lower case. */
export function fieldGroups(text: string): ReadonlyMap<string, readonly string[]>[] {
  const unfolded = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+(?=\S)/g, ' ');
  return unfolded.split(/\n[ \t]*\n/).flatMap((group) => {
    const fields = new Map<string, string[]>();
    for (const line of group.split('\n')) {
      const field = /^([\w-]+)\s*:\s*(.*)$/.exec(line);
      const [, name, value] = field ?? [];
      if (name === undefined || value === undefined) continue;
      const key = name.toLowerCase();
      fields.set(key, [...(fields.get(key) ?? []), value.trim()]);
    }
    return fields.size === 0 ? [] : [fields];
  });
}

/** Bounded, so that a mail full of what could begin an address costs no more than its length (RFC 5321, 4.5.3.1). */
const addressPattern = /[^\s<>;:,"()[\]@]{1,64}@[^\s<>;:,"()[\]@]{1,255}/;

/** `rfc822; Ada <ada@example.org>` -> `ada@example.org`; null: none. */
export function addressIn(text: string): string | null {
  return addressPattern.exec(text)?.[0].replace(/\.$/, '') ?? null;
}
