import { type ErrorCode, isZone, type JsonObject, withoutSpecialCategories } from '@rapport/sdk';
import { safeLocale, type Token, Walk } from '@rapport/sdk/words';
import type { CompiledPart, CompiledTemplate } from './compile';
import { escaped, isSafeAddress, oneLine, opensAddress } from './escape';
import { templateLimits } from './limits';
import { localeFor } from './locale';

/** Of whom and what a message speaks. */
export type MessageData = {
  readonly traits: JsonObject;
  /** Computed traits by key. */
  readonly computed: JsonObject;
  /** Properties of the event that led to it; null: none did. */
  readonly event: JsonObject | null;
  /** Null: a transactional message, from which nobody unsubscribes. */
  readonly unsubscribeUrl: string | null;
  readonly preferencesUrl: string | null;
  /** Of a message that asks whether an address is the reader's: where he says so. */
  readonly confirmUrl?: string;
  /** Survey -> where its page is. */
  readonly surveyUrls?: Readonly<Record<string, string>>;
  /** What the message is about: language -> text. */
  readonly topicName?: Readonly<Record<string, string>>;
};

export type RenderedMessage = {
  readonly locale: string;
  /** Paths that the texts asked for and that were not there, also where they say something else instead. */
  readonly missing: readonly string[];
} & (
  | { readonly content: Readonly<Record<string, string>> }
  /** It cannot go: `paths` (or parts, where they are empty) have no value, and nothing is said instead. */
  | { readonly failure: ErrorCode; readonly paths: readonly string[] }
);

const bounds = {
  stepsMax: templateLimits.stepsMax,
  outputCharsMax: templateLimits.outputCharsMax,
  code: 'template_too_long',
} as const;

/**
 * One message for one person: never with a hole. Where a value is missing and the template says nothing instead, it fails.
 * @param now epoch milliseconds @param timeZone IANA name: the customer's
 * @throws RapportError template_too_long
 */
export function renderMessage(
  template: CompiledTemplate,
  data: MessageData,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): RenderedMessage {
  const wish = data.traits['locale'] ?? data.traits['language'];
  const locale = localeFor(wish, [...template.locales.keys()], template.defaultLocale);
  const customer = withoutSpecialCategories(data.traits);
  const walk = new Walk(
    {
      names: namesOf(data, customer, locale),
      customer,
      currency: data.event?.['currency'],
      ...{ locale: safeLocale(locale), timeZone: isZone(timeZone) ? timeZone : 'UTC', now, tone: 'neutral' },
    },
    bounds,
  );
  const content: Record<string, string> = {};
  const holes: string[] = [];
  const broken: { code: ErrorCode; part: string }[] = [];
  for (const part of template.locales.get(locale) ?? []) {
    const text = textOf(walk.run(part.nodes), part, holes);
    const fault = faultOf(part, text);
    if (fault !== null) broken.push({ code: fault, part: part.name });
    else if (text.trim() !== '') content[part.name] = text;
  }
  const { missing } = walk;
  if (holes.length > 0) return { locale, missing, failure: 'template_value_missing', paths: [...new Set(holes)] };
  const [first] = broken;
  if (first !== undefined) return { locale, missing, failure: first.code, paths: broken.map(({ part }) => part) };
  return { locale, missing, content };
}

function namesOf(data: MessageData, customer: JsonObject, locale: string): JsonObject {
  const { topicName = {}, confirmUrl = null, surveyUrls = {} } = data;
  return {
    ...{ traits: customer, customer, computed: withoutSpecialCategories(data.computed), event: data.event },
    ...{ unsubscribe_url: data.unsubscribeUrl, preferences_url: data.preferencesUrl },
    ...{ confirm_url: confirmUrl, surveys: surveyUrls },
    topic_name: topicName[localeFor(locale, Object.keys(topicName), 'en')] ?? null,
  };
}

/** @param holes gets the paths of values that are not there */
function textOf(tokens: readonly Token[], { format }: CompiledPart, holes: string[]): string {
  let text = '';
  let tail = '';
  for (const token of tokens) {
    if (token.kind === 'hole') holes.push(token.path);
    if (token.kind !== 'text' && token.kind !== 'value') continue;
    if (token.kind === 'value' && format === 'mjml' && opensAddress(tail) && !isSafeAddress(token.text)) {
      holes.push('href');
      continue;
    }
    const piece = token.kind === 'value' ? escaped(token.text, format) : token.text;
    text += piece;
    tail = piece.length < 40 ? `${tail}${piece}`.slice(-40) : piece.slice(-40);
  }
  return format === 'line' ? oneLine(text).trim() : text;
}

function faultOf({ format, required }: CompiledPart, text: string): ErrorCode | null {
  if (required && text.trim() === '') return 'template_part_empty';
  if (format !== 'json' || text.trim() === '') return null;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'template_json_invalid';
  }
}
