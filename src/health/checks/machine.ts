import { access, constants, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { HealthFinding } from '@rapport/sdk';
import { advice, ok, serious } from './findings';

const gigabyte = 1_000 ** 3;
const node = { oldestMajor: 20, newestMajor: 26 };
/** What a machine that is sold with 2 GB has left of them. */
const memoryBytesWanted = 1.9 * gigabyte;
const disk = { neededBytes: gigabyte, wantedBytes: 10 * gigabyte };

/** Node, memory, and where the data of the embedded server lies (null: DATABASE_URL names another server). */
export async function examineMachine(dataDir: string | null): Promise<HealthFinding[]> {
  return [
    judgeNode(process.versions.node),
    judgeMemory(os.totalmem()),
    ...(dataDir === null ? [] : await examineDataDir(dataDir)),
  ];
}

export function judgeNode(version: string): HealthFinding {
  const major = Number(version.split('.')[0]);
  if (major >= node.oldestMajor && major <= node.newestMajor) return ok('node_good', { version });
  return serious('node_unfit', { version, oldest: node.oldestMajor, newest: node.newestMajor });
}

export function judgeMemory(bytes: number): HealthFinding {
  return bytes >= memoryBytesWanted ? ok('memory_good', { bytes }) : advice('memory_low', { bytes });
}

export function judgeDisk(bytes: number, folder: string): HealthFinding {
  if (bytes < disk.neededBytes) return serious('disk_low', { bytes, folder });
  return bytes < disk.wantedBytes ? advice('disk_low', { bytes, folder }) : ok('disk_good', { bytes, folder });
}

async function examineDataDir(dataDir: string): Promise<HealthFinding[]> {
  const folder = await nearestExisting(dataDir);
  const { bavail, bsize } = await statfs(folder);
  const findings = [judgeDisk(bavail * bsize, dataDir)];
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    findings.push(serious('folder_unwritable', { folder }));
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
