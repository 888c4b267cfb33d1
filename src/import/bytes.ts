import { createReadStream } from 'node:fs';
import { RapportError } from '@rapport/sdk';

/** The bytes of a file from its beginning, piece by piece. */
export type Bytes = AsyncGenerator<Buffer, undefined>;

/** @throws RapportError file_unreadable */
export async function* fileBytes(file: string): Bytes {
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new RapportError('file_unreadable', `${file} (${code})`, { cause: error });
  }
  return undefined;
}

/** The same bytes; `onBytes` hears how many have passed since its last call. */
export async function* counted(bytes: Bytes, onBytes: (count: number) => void): Bytes {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
  return undefined;
}

const sliceBytes = 16 * 1024;

/**
 * A file whose beginning is read several times in a row: its first piece is asked for once. It comes in slices, because a parser takes
 * what it is given whole, also where its reader stops after the first records.
 * @param read the pieces of the file, from that one on
 */
export function beginningOf(read: (from: number) => Bytes): () => Bytes {
  let first: Buffer | undefined;
  return async function* (): Bytes {
    const isKnown = first !== undefined;
    if (first !== undefined) yield* slices(first);
    for await (const piece of read(isKnown ? 1 : 0)) {
      first ??= piece;
      yield* slices(piece);
    }
    return undefined;
  };
}

function* slices(piece: Buffer): Generator<Buffer> {
  for (let from = 0; from < piece.length; from += sliceBytes) yield piece.subarray(from, from + sliceBytes);
}
