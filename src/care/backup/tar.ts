import type { FileHandle } from 'node:fs/promises';
import { RapportError } from '@rapport/sdk';
import { Header } from 'tar';

/**
 * Tar by entries that fit in memory: what `tar tf` and `tar xf` understand. The library's own packer reads files from the disk,
 * and ours are made while they are written; its Header does the format.
 */
const blockBytes = 512;

export class TarWriter {
  /** Bytes written so far. */
  bytes = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly at: Date,
  ) {}

  async add(name: string, content: Buffer): Promise<void> {
    const header = new Header({
      path: name,
      mode: 0o600,
      size: content.length,
      mtime: this.at,
      type: 'File',
      uid: 0,
      gid: 0,
    });
    // Names of more than 255 bytes: PostgreSQL's are shorter.
    if (header.encode() || header.block === undefined) throw new Error(`no tar header for ${name}`);
    await this.write(header.block);
    await this.write(content);
    await this.write(Buffer.alloc(padding(content.length)));
  }

  /** Two empty blocks; then all is on the disk. */
  async finish(): Promise<void> {
    await this.write(Buffer.alloc(2 * blockBytes));
    await this.file.sync();
  }

  private async write(bytes: Buffer): Promise<void> {
    let done = 0;
    while (done < bytes.length) done += (await this.file.write(bytes, done)).bytesWritten;
    this.bytes += bytes.length;
  }
}

export type TarEntry = {
  readonly name: string;
  readonly content: Buffer;
  /** Where it ends in the file. */ readonly end: number;
};

/**
 * @param entryBytesMax a larger one is not ours
 * @throws RapportError backup_invalid
 */
export async function* readTar(file: FileHandle, entryBytesMax: number): AsyncGenerator<TarEntry> {
  let position = 0;
  const read = async (length: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await file.read(buffer, done, length - done, position + done);
      if (bytesRead === 0) throw new RapportError('backup_invalid', 'The file ends too early.');
      done += bytesRead;
    }
    position += length;
    return buffer;
  };
  for (;;) {
    const header = new Header(await read(blockBytes));
    if (header.nullBlock) return;
    const { path: name, size } = header;
    if (!header.cksumValid || name === undefined || size === undefined || size < 0 || size > entryBytesMax) {
      throw new RapportError('backup_invalid', 'It is not a backup of Rapport, or it is damaged.');
    }
    const content = await read(size);
    await read(padding(size));
    yield { name, content, end: position };
  }
}

function padding(length: number): number {
  return (blockBytes - (length % blockBytes)) % blockBytes;
}
