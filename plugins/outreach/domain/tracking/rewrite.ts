import type { ContentFormat } from '@rapport/sdk';
import { linkCharsMax, linksMax } from './link';

export type Tracking = {
  /** Where people's browsers find us. */
  readonly publicUrl: string;
  /** What stands in the place of the nth link, from 1, of so many. */
  readonly link: (to: string, position: number, count: number) => string;
  /** Address of the picture that says that the message was opened. */
  readonly pixel: (count: number) => string;
};

/** Pages of ours that messages lead to: whoever unsubscribes is not followed there. */
const ownPages = ['/unsubscribe/', '/preferences/', '/confirm/', '/survey/'];

/** Up to the next tag, so that a text full of beginnings costs no more than its length. */
const anchor = /(<a\s(?:[^<>]*?\s)?href\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi;
/** Up to white space, quotes, brackets, and the punctuation of texts in Chinese and Japanese. */
const bareAddress = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef]+/gi;

/**
 * A message whose links tell that they were followed: those of HTML, and addresses in plain text. What leads to mail, to a telephone, or
 * to our own pages of consent stays as it is. An address that occurs twice is one link.
 * @param content part -> text, as it was rendered
 */
export function trackLinks(
  content: Readonly<Record<string, string>>,
  formats: ReadonlyMap<string, ContentFormat>,
  tracking: Tracking,
): Readonly<Record<string, string>> {
  const parts = Object.entries(content);
  const positions = new Map<string, number>();
  for (const [name, text] of parts)
    for (const to of addressesIn(text, formats.get(name)))
      if (positions.size < linksMax && isFollowed(to, tracking.publicUrl) && !positions.has(to))
        positions.set(to, positions.size + 1);
  const rewritten = (to: string): string | null => {
    const position = positions.get(to);
    return position === undefined ? null : tracking.link(to, position, positions.size);
  };
  return Object.fromEntries(
    parts.map(([name, text]) => {
      const format = formats.get(name);
      if (format === 'mjml') return [name, withPixel(rewriteHtml(text, rewritten), tracking.pixel(positions.size))];
      return [name, format === 'text' ? rewriteText(text, rewritten) : text];
    }),
  );
}

function addressesIn(text: string, format: ContentFormat | undefined): string[] {
  if (format === 'mjml')
    return [...text.matchAll(anchor)].map(([, , double, single]) => decoded(double ?? single ?? ''));
  return format === 'text' ? [...text.matchAll(bareAddress)].map(([found]) => withoutPunctuation(found)) : [];
}

function isFollowed(to: string, publicUrl: string): boolean {
  if (!/^https?:\/\//i.test(to) || to.length > linkCharsMax || !URL.canParse(to)) return false;
  return !ownPages.some((page) => to.startsWith(`${publicUrl}${page}`));
}

function rewriteHtml(html: string, rewritten: (to: string) => string | null): string {
  return html.replace(anchor, (whole, before: string, double?: string, single?: string) => {
    const to = rewritten(decoded(double ?? single ?? ''));
    return to === null ? whole : `${before}"${to.replaceAll('&', '&amp;')}"`;
  });
}

function rewriteText(text: string, rewritten: (to: string) => string | null): string {
  return text.replace(bareAddress, (found) => {
    const address = withoutPunctuation(found);
    return `${rewritten(address) ?? address}${found.slice(address.length)}`;
  });
}

/** A sentence ends behind an address, and a bracket closes that was opened before it. */
function withoutPunctuation(found: string): string {
  if (found.length > linkCharsMax) return found;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1] ?? '';
    const closes = last === ')' && !found.slice(0, end).includes('(');
    if (!/[.,;:!?\]}*_]/.test(last) && !closes) break;
  }
  return found.slice(0, end);
}

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** What a browser makes of an attribute, as far as addresses need it. */
function decoded(attribute: string): string {
  const character = (whole: string, ten?: string, sixteen?: string, name?: string): string => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(ten === undefined ? parseInt(sixteen ?? '', 16) : Number(ten));
  };
  return attribute.trim().replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,4}));/gi, character);
}

function withPixel(html: string, address: string): string {
  const picture = `<img src="${address.replaceAll('&', '&amp;')}" width="1" height="1" alt="" style="display:block">`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? `${html}${picture}` : `${html.slice(0, end)}${picture}${html.slice(end)}`;
}
