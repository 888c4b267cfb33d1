import type { Json, JsonObject } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk';

export type DisplayOptions = { readonly locale: string; readonly timeZone: string; readonly now: number };

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const listedMax = 4;
const shownCharsMax = 120;

/** Facts as a person reads them in a sentence: times in the zone, numbers and lists in the language. What is nothing is left out. */
export function displayFacts(facts: JsonObject, options: DisplayOptions): JsonObject {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const shown = displayed(value, options);
      return shown === null ? [] : [[name, shown]];
    }),
  );
}

function displayed(value: Json, options: DisplayOptions): string | null {
  const { locale } = options;
  if (value === null) return null;
  if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? null : shownText(value, options);
  if (isJsonObject(value)) return null;
  const parts = value.flatMap((one) => displayed(one, options) ?? []);
  if (parts.length === 0) return null;
  const shown = parts.length > listedMax ? [...parts.slice(0, listedMax), '…'] : parts;
  return shown.join(locale.toLowerCase().startsWith('zh') ? '、' : ', ');
}

function shownText(text: string, { locale, timeZone, now }: DisplayOptions): string {
  if (isoDay.test(text)) return dateOf(text, { locale, timeZone: 'UTC', now }, { dateStyle: 'medium' });
  if (isoInstant.test(text))
    return dateOf(text, { locale, timeZone, now }, { dateStyle: 'medium', timeStyle: 'short' });
  const characters = [...text];
  return characters.length > shownCharsMax ? `${characters.slice(0, shownCharsMax).join('')}…` : text;
}

/** Of today the time alone. */
function dateOf(text: string, options: DisplayOptions, style: Intl.DateTimeFormatOptions): string {
  const { locale, timeZone } = options;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return text;
  const shown = isTimeAlone(text, options) ? { timeStyle: 'short' as const } : style;
  return new Intl.DateTimeFormat(locale, { timeZone, ...shown }).format(at);
}

/** Whether a fact is shown as a time without its day. */
export function isTimeAlone(value: Json, { timeZone, now }: DisplayOptions): boolean {
  if (typeof value !== 'string' || !isoInstant.test(value)) return false;
  const at = Date.parse(value);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return !Number.isNaN(at) && day.format(at) === day.format(now);
}
