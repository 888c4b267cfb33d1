import { type Core, type Language, limits, type WriteBackSource } from '@rapport/sdk';

/** Of the first source that has something to say. */
export async function noteOf(
  core: Core,
  sources: readonly WriteBackSource[],
  of: Parameters<NonNullable<WriteBackSource['note']>>[1],
  language: Language,
): Promise<string | null> {
  for (const { note } of sources) {
    const text = (await note?.(core, of, language)) ?? null;
    if (text !== null) return text.slice(0, limits.helpdeskNoteCharsMax);
  }
  return null;
}
