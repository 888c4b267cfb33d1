import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

export type Device = {
  readonly kind: 'phone' | 'computer' | 'server' | 'unknown';
  /** `Chrome, Windows` or `iPhone 15`; null where nothing tells. */
  readonly name: string | null;
  /** `web`, `mobile`, `server`, `email` ... as the context says it; null where it does not. */
  readonly channel: string | null;
  /** The page where it happened. */
  readonly page: string | null;
  /** What sent it: `analytics.js 1.84`. */
  readonly library: string | null;
};

// The first that fits wins: an Edge calls itself a Chrome, too, and a Chrome a Safari.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];
const serverLibrary = /node|python|ruby|php|java(?!script)|go|http|\.net|server/i;

/** Where an event came from, as far as its context (Segment's fields) tells. */
export function deviceOf(context: Json): Device {
  const fields = isJsonObject(context) ? context : {};
  const agent = textAt(fields, 'userAgent');
  const type = textAt(fields, 'device', 'type');
  const model = textAt(fields, 'device', 'model') ?? textAt(fields, 'device', 'name');
  const system = agent === null ? textAt(fields, 'os', 'name') : firstOf(systems, agent);
  const browser = agent === null ? null : firstOf(browsers, agent);
  const library = [textAt(fields, 'library', 'name'), textAt(fields, 'library', 'version')].filter(
    (part) => part !== null,
  );
  const name = model ?? ([browser, system].filter((part) => part !== null).join(', ') || null);
  const channel = textAt(fields, 'channel');
  return {
    kind: kindOf({ type, agent, system, channel, library: library[0] ?? null }),
    name,
    channel,
    page: textAt(fields, 'page', 'title') ?? textAt(fields, 'page', 'path') ?? textAt(fields, 'page', 'url'),
    library: library.join(' ') || null,
  };
}

function kindOf(known: Record<'type' | 'agent' | 'system' | 'channel' | 'library', string | null>): Device['kind'] {
  const { type, agent, system, channel, library } = known;
  const says = `${type ?? ''} ${system ?? ''}`;
  if (/ios|android|iphone|phone|mobile/i.test(says) || channel === 'mobile') return 'phone';
  if (agent !== null || system !== null || channel === 'web') return 'computer';
  if (channel === 'server' || (library !== null && serverLibrary.test(library))) return 'server';
  return 'unknown';
}

function firstOf(list: readonly (readonly [RegExp, string])[], text: string): string | null {
  return list.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function textAt(fields: JsonObject, ...way: readonly string[]): string | null {
  let value: Json | undefined = fields;
  for (const key of way) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
