import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { progressBar } from '../../cli/progress';
import type { Api } from '../api';
import type { HelpdeskDesk } from './desk';

/** Of the connection, in addresses and ids of what comes from it. */
export const connectionKey = 'nordlicht';
/** The stand-in's administrator. */
const apiToken = 'admin-token';
const pollMilliseconds = 300;

export type ConnectOptions = {
  readonly api: Api;
  readonly desk: HelpdeskDesk;
  /** Of Rapport, as the helpdesk reaches it. */
  readonly url: string;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
};

const sync = z.object({ state: z.string(), done: z.number(), total: z.number().nullable() });
const listed = z.object({
  helpdesks: z.object({ edges: z.array(z.object({ node: z.object({ key: z.string(), backfill: sync.nullable() }) })) }),
});
type Sync = z.infer<typeof sync>;

/**
 * Connects Rapport to the helpdesk as an admin would: the connection, webhook and panel in the helpdesk, and all that was there before,
 * once. Since the last run both may have other addresses.
 */
export async function connect({ api, desk, url, signal, say }: ConnectOptions): Promise<void> {
  const known = await find(api);
  const settings = { baseUrl: desk.url, accountId: 1, apiToken };
  if (known === null) {
    const create = `mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { helpdesk { key } } }`;
    const input = { helpdesk: 'chatwoot', key: connectionKey, name: 'Nordlicht', settings };
    await api.ask(create, { input }, z.unknown());
  } else {
    const change = `mutation ($input: ChangeHelpdeskInput!) { changeHelpdesk(input: $input) { helpdesk { key } } }`;
    await api.ask(change, { input: { key: connectionKey, settings } }, z.unknown());
  }
  const setUp = `mutation ($input: SetUpHelpdeskInput!) { setUpHelpdesk(input: $input) { helpdesk { key } } }`;
  await api.ask(setUp, { input: { key: connectionKey, address: url } }, z.unknown());
  if (known?.backfill?.state === 'DONE') return;
  say('Reading what was in the helpdesk before, by its API:');
  const start = `mutation ($input: HelpdeskBackfillInput!) { startHelpdeskBackfill(input: $input) { helpdesk { key } } }`;
  await api.ask(start, { input: { key: connectionKey } }, z.unknown(), ['helpdesk_busy']);
  await follow(api, signal);
}

/** Until it is read. @throws Error: it cannot be */
async function follow(api: Api, signal: AbortSignal): Promise<void> {
  const bar = progressBar(process.stdout, 1, 'records');
  try {
    while (!signal.aborted) {
      const backfill = (await find(api))?.backfill ?? null;
      if (backfill !== null) bar.update(backfill.done, backfill.done, backfill.total ?? backfill.done);
      if (backfill?.state === 'DONE') return;
      if (backfill?.state === 'FAILED') throw new Error('Rapport could not read the helpdesk.');
      await sleep(pollMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    bar.stop();
  }
}

/** Whether an earlier run did so. */
export async function isConnected(api: Api): Promise<boolean> {
  return (await find(api)) !== null;
}

async function find(api: Api): Promise<{ readonly backfill: Sync | null } | null> {
  const query = '{ helpdesks(first: 100) { edges { node { key backfill { state done total } } } } }';
  const found = await api.ask(query, {}, listed);
  return found?.helpdesks.edges.find(({ node }) => node.key === connectionKey)?.node ?? null;
}
