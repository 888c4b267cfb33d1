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
