import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** What evidence holds that people know by a name; all else is shown under its own key. */
export const evidenceKeys = ['how', 'askedBy', 'note', 'recordedBy', 'by', 'message', 'report', 'language'] as const;
export type EvidenceKey = (typeof evidenceKeys)[number];
/** How a person said it, when a colleague writes it down. */
export const ways = ['phone', 'inPerson', 'inWriting', 'form', 'other'] as const;
export type Way = (typeof ways)[number];

/** As lines; what is inside of something is written as JSON. */
export function evidenceLines(evidence: Json): readonly { readonly key: string; readonly text: string }[] {
  if (!isJsonObject(evidence)) return [];
  return Object.entries(evidence).flatMap(([key, value]) =>
    value === null || value === ''
      ? []
      : [{ key, text: typeof value === 'object' ? JSON.stringify(value) : String(value) }],
  );
}

/** What is recorded with a yes or a no. */
export function evidenceOf(how: Way, askedBy: string, note: string): { readonly [key: string]: string } {
  return {
    how,
    askedBy: askedBy.trim(),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}
