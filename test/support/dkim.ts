import { createHash, createPublicKey, verify } from 'node:crypto';

type Field = { readonly name: string; readonly line: string };

function fieldsOf(head: string): Field[] {
  return head
    .split(/\r\n(?![ \t])/)
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
}

/** RFC 6376, 3.4.2 */
function relaxedField({ name, line }: Field): string {
  const value = line
    .slice(line.indexOf(':') + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${name}:${value}`;
}

/** RFC 6376, 3.4.4 */
function relaxedBody(body: string): string {
  const lines = body
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)+$/, '');
  return lines === '' ? '' : `${lines}\r\n`;
}

/**
 * Verifies the signature of `selector` (relaxed/relaxed, rsa-sha256).
 * @param publicKey base64, as in the DNS record
 * @returns names of the signed headers; null: it is wrong
 */
export function signedHeaders(mail: string, selector: string, publicKey: string): readonly string[] | null {
  const end = mail.indexOf('\r\n\r\n');
  const fields = fieldsOf(mail.slice(0, end));
  const signature = fields.find(
    ({ name, line }) => name === 'dkim-signature' && new RegExp(`[;\\s]s=${selector};`).test(line),
  );
  if (signature === undefined) return null;
  const tags = new Map(
    relaxedField(signature)
      .slice('dkim-signature:'.length)
      .split(';')
      .map((tag): [string, string] => [
        tag.slice(0, tag.indexOf('=')).trim(),
        tag.slice(tag.indexOf('=') + 1).replace(/\s/g, ''),
      ]),
  );
  if (
    createHash('sha256')
      .update(relaxedBody(mail.slice(end + 4)), 'latin1')
      .digest('base64') !== tags.get('bh')
  )
    return null;
  const names = (tags.get('h') ?? '').toLowerCase().split(':');
  // Of a name that comes several times the lowest field first; one that is not there counts as empty.
  const left = [...fields].reverse();
  const signed = names.flatMap((name) => {
    const at = left.findIndex((field) => field.name === name);
    return at < 0 ? [] : left.splice(at, 1).map(relaxedField);
  });
  const bare = relaxedField({ ...signature, line: signature.line.replace(/([;\s]b=)[\s\S]*?(;|$)/, '$1$2') });
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const text = Buffer.from([...signed, bare].join('\r\n'), 'latin1');
  return verify('sha256', text, key, Buffer.from(tags.get('b') ?? '', 'base64')) ? names : null;
}
