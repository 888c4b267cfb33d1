import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { RapportError } from '@rapport/sdk';

const decompress = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

/**
 * The JSON bytes of a body. Bytes decide, not headers: gzip is known by its first two bytes, whatever it is called (RudderStack's
 * Node SDK labels it as a form; proxies unpack bodies and leave the header). Only deflate and br, which have no mark of their
 * own, need the header, and are taken as they are where they cannot be unpacked.
 * @throws RapportError body_too_large: it unpacks to more than `bytesMax` (stopped there); invalid_encoding
 */
export async function decodeBody(body: Buffer, contentEncoding: string | undefined, bytesMax: number): Promise<Buffer> {
  if (body.length > 1 && body[0] === 0x1f && body[1] === 0x8b) return unpack('gzip', body, bytesMax);
  const encoding = contentEncoding?.trim().toLowerCase();
  if ((encoding !== 'deflate' && encoding !== 'br') || looksLikeJson(body)) return body;
  return unpack(encoding, body, bytesMax);
}

async function unpack(encoding: keyof typeof decompress, body: Buffer, bytesMax: number): Promise<Buffer> {
  try {
    return await decompress[encoding](body, { maxOutputLength: bytesMax });
  } catch (error) {
    if (isTooLarge(error)) throw new RapportError('body_too_large', 'It unpacks to more than the limit.');
    throw new RapportError('invalid_encoding');
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function looksLikeJson(body: Buffer): boolean {
  const start = body.toString('latin1', 0, 16).trimStart();
  return (start.startsWith('{') || start.startsWith('[')) && isPlainText(body.subarray(0, 256));
}

/** No control characters but white space: what compressed bytes hardly ever are for long. */
function isPlainText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** @throws RapportError invalid_json; the parser's own message would quote the body */
export function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw new RapportError('invalid_json');
  }
}
