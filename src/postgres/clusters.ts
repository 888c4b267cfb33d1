import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { finishUpgrade, type Placement } from './placement';

const keptPattern = /^data-\d+-kept$/;

/** The major version that made a data directory; null where there is none. */
export async function clusterMajor(data: string): Promise<number | null> {
  const text = await readFile(path.join(data, 'PG_VERSION'), 'utf8').catch(() => null);
  return text === null ? null : Number.parseInt(text, 10);
}

/** The new cluster is whole: it takes the place of the old one, which is kept. @returns the folder of the old one */
export async function clusterUpgraded(placement: Placement, from: number): Promise<string> {
  const kept = path.join(placement.home, `data-${from}-kept`);
  await rm(kept, { recursive: true, force: true });
  await rename(placement.data, kept);
  await finishUpgrade(placement.home);
  return kept;
}

export async function keptClusters({ home }: Placement): Promise<string[]> {
  return (await readdir(home)).filter((name) => keptPattern.test(name)).map((name) => path.join(home, name));
}
