import { open, type FileHandle } from 'node:fs/promises';
import { RapportError } from '@rapport/sdk';
import type { RejectedLine } from '../../import/importer';

/** One JSON object a line; readable by its owner alone, for it repeats what the file says about people. Made when needed. */
export function rejectedFile(path: string): { write(line: RejectedLine): Promise<void>; close(): Promise<void> } {
  let opening: Promise<FileHandle> | undefined;
  return {
    async write(line) {
      try {
        opening ??= open(path, 'w', 0o600);
        await (await opening).appendFile(`${JSON.stringify(line)}\n`);
      } catch (error) {
        throw new RapportError('file_unreadable', `${path} cannot be written.`, { cause: error });
      }
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
