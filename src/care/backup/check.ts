import { openBackup } from './restore';
import { readBackup, type BackupVisitor, type ReadOptions, type ReadResult } from './read';

/** Reads a backup as a restore would, without a database: members, checksums, manifest. @throws RapportError backup_invalid */
export async function checkBackup(name: string, options: ReadOptions): Promise<ReadResult> {
  const file = await openBackup(name);
  try {
    return await readBackup(file, counting, options);
  } finally {
    await file.close();
  }
}

/** COPY text has one line for each row; a line break inside of a value is written as \n. */
const counting: BackupVisitor = {
  async schema() {},
  async table() {
    let rows = 0;
    return {
      async write(chunk) {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++;
      },
      end: async () => rows,
    };
  },
  async complete() {},
};
