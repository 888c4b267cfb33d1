import { assertUnreachable, type ContentFormat } from '@rapport/sdk';

const htmlEntities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;', '`': '&#96;' },
};

/** What becomes of a value, so that it can say nothing but itself. */
export function escaped(value: string, format: ContentFormat): string {
  switch (format) {
    case 'line':
      return oneLine(value);
    case 'text':
      return value;
    case 'mjml':
      return value.replace(/[&<>"'`]/g, (mark) => htmlEntities[mark] ?? '');
    case 'json':
      return JSON.stringify(value).slice(1, -1);
    default:
      return assertUnreachable(format);
  }
}

/** A subject with a line break would begin a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** The text so far ends where an address begins: a value there may lead to the web, to mail or to a telephone, and run nothing. */
export function opensAddress(before: string): boolean {
  return /\b(?:href|src|action|background|cite|poster)\s*=\s*["']?\s*$/i.test(before.slice(-40));
}

export function isSafeAddress(value: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(value);
}
