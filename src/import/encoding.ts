import type { ImportEncoding } from '@rapport/sdk';
import type { Bytes } from './bytes';

/** The file in UTF-8, a byte order mark included. Bytes that mean nothing in `encoding` become U+FFFD. */
export async function* toUtf8(bytes: Bytes, encoding: ImportEncoding): Bytes {
  if (encoding === 'utf-8') return yield* bytes;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
  return undefined;
}

/** So many bytes above ASCII say enough about windows-1252 and GB18030. */
const highBytesMax = 1024 * 1024;

/**
 * Looks at a file as it goes by and says how its text is written:
 * - a byte order mark decides; else zeros at every second place mean UTF-16
 * - UTF-8 where nearly all bytes above ASCII form its sequences: one broken character does not turn the whole file
 * - GB18030 where they stand in pairs of common Chinese characters; in Western languages they stand alone between letters
 * - windows-1252 otherwise: in it every byte means something
 */
export class EncodingDetector {
  private head: Buffer = Buffer.alloc(0);
  private rest: Buffer = Buffer.alloc(0);
  private valid = 0;
  private broken = 0;
  private pairs = 0;
  private alone = 0;

  update(chunk: Buffer): void {
    if (this.head.length < 4_096) this.head = Buffer.concat([this.head, chunk]).subarray(0, 4_096);
    // What a character may lack at the end is looked at with the next chunk.
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const end = Math.max(0, bytes.length - 3);
    const utf8End = this.scanUtf8(bytes, end);
    this.rest = Buffer.from(bytes.subarray(utf8End));
  }

  /** At the end of the file, or of as much of it as there is to see. */
  encoding(): ImportEncoding {
    const { head } = this;
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
    if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
    if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
    const zeros = [0, 0];
    head.forEach((byte, index) => {
      if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    });
    const [even = 0, odd = 0] = zeros;
    if (odd > head.length / 5 && even * 10 < odd) return 'utf-16le';
    if (even > head.length / 5 && odd * 10 < even) return 'utf-16be';
    this.scanUtf8(this.rest, this.rest.length);
    this.rest = Buffer.alloc(0);
    if (this.broken === 0 || this.valid > this.broken * 20) return 'utf-8';
    return this.pairs > this.alone * 4 ? 'gb18030' : 'windows-1252';
  }

  /** @returns where it ended: at `end`, or behind the character that reaches over it */
  private scanUtf8(bytes: Buffer, end: number): number {
    let at = 0;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) {
        at += 1;
        continue;
      }
      const length =
        byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte < 0xf5 && byte >= 0xf0 ? 4 : 0;
      if (length > 0 && isContinued(bytes, at, length)) {
        this.valid += 1;
        at += length;
      } else {
        this.broken += 1;
        at += this.scanPair(bytes, at);
      }
    }
    return at;
  }

  /** A byte that is no UTF-8: the first half of a common Chinese character (GB2312), or not. */
  private scanPair(bytes: Buffer, at: number): number {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (this.pairs + this.alone > highBytesMax) return 1;
    const isPair = ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1 && trail <= 0xfe;
    if (isPair) this.pairs += 1;
    else this.alone += 1;
    return isPair ? 2 : 1;
  }
}

function isContinued(bytes: Buffer, at: number, length: number): boolean {
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return false;
  }
  return true;
}
