import { statfs } from 'node:fs/promises';
import { RapportError } from '@rapport/sdk';
import { detailedCustomers } from './run-size';

/**
 * Of an invented customer: 18 events by generating 5,000 of them. The rate and the bytes are of the ingest bench and of the storage
 * at 10 million events (docs/benchmarks.md, docs/operating.md), on the careful side; a run of a million was not timed yet.
 */
const bulkEventsPerCustomer = 18;
const bulkEventsPerSecond = 4_000;
const bytesPerEvent = 1_100;
const gigabyte = 1024 ** 3;

/**
 * What so many customers cost, before it begins: '' where it is nothing to speak of.
 * @throws RapportError data_directory_unusable: the disk is too small for them
 */
export async function estimate(
  customers: number,
  { dataDir, databaseUrl }: { readonly dataDir: string; readonly databaseUrl: string | undefined },
): Promise<string> {
  const many = customers - detailedCustomers(customers);
  if (many <= 0) return '';
  const events = many * bulkEventsPerCustomer;
  const gigabytes = (events * bytesPerEvent) / gigabyte;
  const minutes = Math.ceil(events / bulkEventsPerSecond / 60);
  const { bavail, bsize } = await statfs(dataDir);
  const free = (bavail * bsize) / gigabyte;
  const size = gigabytes < 1 ? `${Math.ceil(gigabytes * 1024)} MB` : `${gigabytes.toFixed(0)} GB`;
  if (gigabytes > free && databaseUrl === undefined) {
    throw new RapportError(
      'data_directory_unusable',
      `${customers.toLocaleString('en')} customers need about ${size}, and only ${free.toFixed(0)} GB are free in ${dataDir}.`,
    );
  }
  const count = events.toLocaleString('en', { maximumSignificantDigits: 2 });
  const time = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `${customers.toLocaleString('en')} customers are about ${count} events: some ${time} on two cores, and ${size}. You can look around meanwhile; Ctrl-C stops it, and the same command goes on.`;
}
