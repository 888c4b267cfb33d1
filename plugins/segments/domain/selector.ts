import { type EventSelector, eventTypes, type Language, limits } from '@rapport/sdk';
import { z } from 'zod';
import { text } from './text';

const name = text(limits.eventNameCharsMax).min(1);

/** Which events: a name, a pattern (`Order *`), a list of them; or all of a type. */
export const selectorShape = {
  event: z.union([name, z.array(name).min(1).max(100)]).optional(),
  type: z.union([z.enum(eventTypes), z.array(z.enum(eventTypes)).min(1)]).optional(),
};
export type SelectorFields = {
  readonly event?: string | readonly string[] | undefined;
  readonly type?: (typeof eventTypes)[number] | readonly (typeof eventTypes)[number][] | undefined;
};

export function selectorOf({ event, type }: SelectorFields): EventSelector {
  return {
    names: typeof event === 'string' ? [event] : event,
    types: typeof type === 'string' ? [type] : type,
  };
}

/** Whether a selector means the events of this type and name. `*` stands for any characters, in names of one at least. */
export function selects({ names, types }: EventSelector, type: string, eventName: string): boolean {
  if (types !== undefined && !types.some((one) => one === type)) return false;
  return (
    names === undefined || names.some((one) => (one.includes('*') ? matchesPattern(one, eventName) : one === eventName))
  );
}

function matchesPattern(pattern: string, eventName: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!eventName.startsWith(first) || eventName.length < first.length + last.length || !eventName.endsWith(last))
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = eventName.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= eventName.length - last.length;
}

export function selectorSentence(fields: SelectorFields, language: Language): string {
  const { names, types } = selectorOf(fields);
  const separator = language === 'en' ? ' or ' : '或';
  const named = names?.map((one) => (language === 'en' ? `“${one}”` : `“${one}”`)).join(separator);
  const typed = types?.join(separator);
  if (named === undefined) return typed ?? (language === 'en' ? 'any event' : '任意事件');
  return typed === undefined ? named : `${named} (${typed})`;
}
