import { convert } from 'html-to-text';

/** Elements, and how deep: bounds what a hostile mail costs. */
const htmlBounds = { maxInputLength: 1_000_000, limits: { maxDepth: 200 } };

/** What people read in HTML: links with their addresses, images by their words, layout tables as their text. */
export function textOf(html: string): string {
  return convert(html, {
    ...htmlBounds,
    wordwrap: 78,
    selectors: [
      { selector: 'a', options: { ignoreHref: false, hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'img', options: { linkBrackets: false }, format: 'skip' },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
    ],
  });
}
