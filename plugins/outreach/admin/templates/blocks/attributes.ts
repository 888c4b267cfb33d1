import { maskExpressions } from '../../../domain/template/placeholders';

const attribute = /\s([a-zA-Z][\w-]*)\s*=\s*("[^"]*"|'[^']*')/g;

/** @param open a tag as it opens an element: `<mj-image src="…" />` @returns '' where there is none */
export function attributeOf(open: string, name: string): string {
  const masked = maskExpressions(open);
  if (masked === null) return '';
  for (const [, found, quoted = ''] of masked.text.matchAll(attribute)) {
    if (found === name) return masked.restore(unescaped(quoted.slice(1, -1)));
  }
  return '';
}

/** The tag with another value; '' takes the attribute away. What else stands in it stays as it is. */
export function withAttribute(open: string, name: string, value: string): string {
  // Together, so that a word that stands for an expression is of one of them only.
  const seam = '\u0000';
  const masked = maskExpressions(`${open}${seam}${value}`);
  if (masked === null) return open;
  const at = masked.text.indexOf(seam);
  const [tag, text] = [masked.text.slice(0, at), masked.text.slice(at + 1)];
  const written = text === '' ? '' : ` ${name}="${escaped(text)}"`;
  let isThere = false;
  const changed = tag.replace(attribute, (all, found: string) => {
    if (found !== name) return all;
    isThere = true;
    return written;
  });
  const made = isThere ? changed : tag.replace(/\s*(\/?)>$/, (_all, slash: string) => `${written}${slash && ' /'}>`);
  return masked.restore(made);
}

const escaped = (text: string): string =>
  text
    .replace(/&(?!\w+;|#\d+;)/g, '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
