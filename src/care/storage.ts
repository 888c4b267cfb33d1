import { statfs } from 'node:fs/promises';
import { limits, type StorageReport, type StorageSummary } from '@rapport/sdk';
import type pg from 'pg';
import { localDataDirectory } from '../postgres/server-settings';
import { acceptedPerDay } from '../store/nodes';
import {
  type NameShare,
  readSizes,
  readStorageDays,
  readTables,
  sampleNames,
  type Sizes,
  type StorageDay,
} from '../store/storage';

const daysShown = 30;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

export type StorageOptions = {
  readonly pool: pg.Pool;
  readonly schemas: readonly string[];
  readonly now: () => number;
};

export async function summariseStorage(options: StorageOptions): Promise<StorageSummary> {
  const { pool, schemas } = options;
  const [sizes, days] = [await readSizes(pool, schemas), await readStorageDays(pool, daysShown)];
  return summarise(options, sizes, days);
}

export async function reportStorage(options: StorageOptions): Promise<StorageReport> {
  const { pool, schemas } = options;
  const tables = await readTables(pool, schemas);
  const sizes = await readSizes(pool, schemas);
  const days = await readStorageDays(pool, daysShown);
  const { names, others, sampled } = await sampleNames(pool, sizes, limits.storageNamesMax);
  const reckoned = ({ share, byteShare }: Pick<NameShare, 'share' | 'byteShare'>) => ({
    // What PostgreSQL has not counted yet, the sample has seen whole.
    events: Math.round(share * Math.max(sizes.events, sampled)),
    bytes: Math.round(byteShare * sizes.eventBytes),
  });
  return {
    ...(await summarise(options, sizes, days)),
    tables,
    days,
    names: names.map(({ type, name, ...share }) => ({ type, name, ...reckoned(share) })),
    otherNames: { names: others.names, ...reckoned(others) },
    sampledEvents: sampled,
  };
}

async function summarise(
  { pool, now }: StorageOptions,
  sizes: Sizes,
  days: readonly StorageDay[],
): Promise<StorageSummary> {
  const growth = measuredGrowth(days) ?? (await reckonedGrowth(pool, sizes, now()));
  const freeBytes = await freeSpace(pool);
  const fullInDays = freeBytes === null || growth === null || growth <= 0 ? null : freeBytes / growth;
  return { bytes: sizes.bytes, eventBytes: sizes.eventBytes, freeBytes, growthBytesPerDay: growth, fullInDays };
}

/** Bytes a day between the first and the last of these days; null where they are one. */
export function measuredGrowth(days: readonly StorageDay[]): number | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const between = (Date.parse(last.day) - Date.parse(first.day)) / dayMilliseconds;
  return between < 1 ? null : (last.bytes - first.bytes) / between;
}

/** What came in since the last days, at the size of the events that are there. */
async function reckonedGrowth(pool: pg.Pool, sizes: Sizes, now: number): Promise<number | null> {
  const accepted = await acceptedPerDay(pool, now);
  return accepted === null || sizes.events === 0 ? null : (accepted * sizes.eventBytes) / sizes.events;
}

async function freeSpace(pool: pg.Pool): Promise<number | null> {
  const folder = await localDataDirectory(pool);
  if (folder === null) return null;
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}
