import { limits } from '@rapport/sdk';
import type { DemoCall } from './call';
import { demoSources } from './call';
import { day } from './clock';
import { inSpan, openedAt, tellStory, type Company } from './company';
import { bodyOf, post, type Door } from './door';
import type { BulkPass, Ledger, LedgerState } from './ledger';

/** Customers whose calls are made and sent together: some 5,000 events, a few megabytes. */
const blockCustomers = 500;
/** Blocks under way at the same time, each on a connection of its own. */
const blocksAtOnce = 4;
/** In such steps the sources of a block take turns, so that people are anonymous before they are known. */
const stepDays = 15;
const batchEvents = Math.min(2_000, limits.batchEventsMax);

/** What is still to be sent: customers beyond those of the company, for the span that theirs have, too. */
export function planBulk({ state }: Ledger, company: Company, wanted: number, now: number): LedgerState['bulk'] {
  const { customers } = company;
  const bulk = state.bulk ?? { customers, sentTo: company.since, passes: [] };
  const passes = [...bulk.passes];
  const add = (first: number, last: number, from: number, to: number): void => {
    if (first < last && from < to) passes.push({ first, last, from, to, done: first, begun: first });
  };
  // What an earlier run has left over is done first, until the same moment.
  const to = passes.length > 0 ? bulk.sentTo : now;
  if (passes.length === 0) add(customers, bulk.customers, bulk.sentTo, to);
  add(bulk.customers, wanted, openedAt(company), to);
  return { customers: Math.max(bulk.customers, wanted), sentTo: to, passes };
}

export type BulkOptions = {
  readonly company: Company;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly isStopped: () => boolean;
  readonly onBlock: (state: { readonly customers: number; readonly events: number }) => void;
};

/**
 * Sends the customers of a pass by the batches of the HTTP API, gzipped, over several connections. Memory stays flat: a block is made,
 * sent, and forgotten. Stopped, it finishes its blocks; the ledger says where to go on.
 */
export async function sendBulk(bulk: BulkPass, options: BulkOptions): Promise<void> {
  const { ledger, isStopped, onBlock } = options;
  let next = ledger.resumeBulkAt(bulk);
  let events = 0;
  let finished = 0;
  const open = new Set<number>();
  const worker = async (): Promise<void> => {
    while (next < bulk.last && !isStopped()) {
      const first = next;
      next = Math.min(first + blockCustomers, bulk.last);
      open.add(first);
      const last = next;
      bulk.begun = Math.max(bulk.begun, last);
      await ledger.save(Date.now());
      events += await sendBlock(first, last, bulk, options);
      open.delete(first);
      finished += last - first;
      bulk.done = Math.min(...open, next);
      await ledger.save(Date.now());
      onBlock({ customers: finished, events });
    }
  };
  await Promise.all(Array.from({ length: blocksAtOnce }, worker));
}

async function sendBlock(first: number, last: number, { from, to }: BulkPass, options: BulkOptions): Promise<number> {
  const { company, door } = options;
  const made: DemoCall[] = [];
  for (let index = first; index < last; index++) made.push(...tellStory(company, index, to).diary.calls);
  const calls = inSpan(made, from, to);
  for (let begin = Math.max(from, openedAt(company)); begin < to; begin += stepDays * day) {
    const step = calls.filter(({ at }) => at > begin && at <= begin + stepDays * day);
    for (const { key } of demoSources) {
      const own = step.filter(({ source }) => source === key);
      for (let at = 0; at < own.length; at += batchEvents) {
        const batch = own.slice(at, at + batchEvents);
        const body = { batch: batch.map(bodyOf), sentAt: new Date().toISOString() };
        await post(door, '/v1/batch', body, batch, { gzip: true });
      }
    }
  }
  return calls.length;
}
