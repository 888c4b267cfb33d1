import { factOf, isJsonObject, type ConversationFact, type Json } from '@rapport/sdk';
import { cut, lineCharsMax } from './text';

/** What agents write down of a case stands in custom attributes of the conversation; `intent` is another word for its topic. */
const noteKeys = { topic: ['topic', 'intent'], outcome: ['outcome'] } as const;
export type Note = keyof typeof noteKeys;
const notes: readonly Note[] = ['topic', 'outcome'];

/** @param attributes the conversation's custom attributes */
export function noteIn(attributes: Json, note: Note): string | null {
  if (!isJsonObject(attributes)) return null;
  for (const key of noteKeys[note]) {
    const value = attributes[key];
    const text = typeof value === 'string' ? value.trim() : '';
    if (text !== '') return cut(text, lineCharsMax);
  }
  return null;
}

/** One fact for each that is another now. */
export function notedFacts(at: number, before: Json, now: Json): ConversationFact[] {
  return notes.flatMap((note) => {
    const value = noteIn(now, note);
    return value === noteIn(before, note) ? [] : [factOf.noted(at, note, value)];
  });
}
