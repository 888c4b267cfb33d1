import { access, constants, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { advice, ok, serious, type Finding } from './findings';

const gigabyte = 1024 ** 3;
const node = { oldestMajor: 20, newestMajor: 26 };
const memoryBytesWanted = 2 * gigabyte;
const disk = { neededBytes: gigabyte, wantedBytes: 10 * gigabyte };

/** Node, memory, and where the data of the embedded server lies (null: DATABASE_URL names another server). */
export async function examineMachine(dataDir: string | null): Promise<Finding[]> {
  return [
    judgeNode(process.versions.node),
    judgeMemory(os.totalmem()),
    ...(dataDir === null ? [] : await examineDataDir(dataDir)),
  ];
}

export function judgeNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= node.oldestMajor && major <= node.newestMajor) return ok(`Node ${version}`);
  return serious(`Node ${version}`, `Install Node ${node.oldestMajor} to ${node.newestMajor}.`);
}

export function judgeMemory(bytes: number): Finding {
  const text = `${toGigabytes(bytes)} GB of memory`;
  return bytes >= memoryBytesWanted ? ok(text) : advice(text, 'Give it 2 GB or more.');
}

export function judgeDisk(freeBytes: number, folder: string): Finding {
  const text = `${toGigabytes(freeBytes)} GB free for ${folder}`;
  const remedy = 'Free some space, or move the data: RAPPORT_DATA_DIR.';
  if (freeBytes < disk.neededBytes) return serious(text, remedy);
  return freeBytes < disk.wantedBytes ? advice(text, remedy) : ok(text);
}

async function examineDataDir(dataDir: string): Promise<Finding[]> {
  const folder = await nearestExisting(dataDir);
  const { bavail, bsize } = await statfs(folder);
  const findings = [judgeDisk(bavail * bsize, dataDir)];
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    const remedy = 'Give the user who runs Rapport the right to write there, or set RAPPORT_DATA_DIR.';
    findings.push(serious(`${folder} cannot be written`, remedy));
  }
  return findings;
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : nearestExisting(parent);
  }
}

function toGigabytes(bytes: number): string {
  return (bytes / gigabyte).toFixed(1);
}
