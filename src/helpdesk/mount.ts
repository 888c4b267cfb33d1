import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpMount, limits, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { sendError, sendJson } from '../ingest/http/answer';
import { ByteBudget, discardRest, readBody } from '../ingest/http/read-body';
import type { Connections, OpenConnection } from './connections';
import { DeliveryIntake } from './intake';

const mountPath = '/helpdesk';
/** Bodies of all open requests together. */
const budgetBytes = 64 * 1024 * 1024;

export type MountOptions = {
  readonly pool: pg.Pool;
  readonly connections: Connections;
  readonly now: () => number;
  readonly log: Logger;
  readonly onDelivery: () => void;
};

/**
 * `POST /helpdesk/<key>/<secret>`: a webhook is checked, kept, and answered with 200 `{}`; it is read afterwards. A helpdesk sends
 * it once and waits a few seconds.
 */
export function createHelpdeskMount(options: MountOptions): HttpMount {
  const budget = new ByteBudget(budgetBytes);
  const intake = new DeliveryIntake(options.pool);
  return {
    path: mountPath,
    async handle(request, response) {
      try {
        await answer({ ...options, budget, intake }, request, response);
      } catch (error) {
        const known = error instanceof RapportError ? error : new RapportError('internal_error');
        if (known !== error)
          options.log.error({ error: error instanceof Error ? error.name : typeof error }, 'a webhook failed');
        if (response.headersSent) response.destroy();
        else sendError(request, response, known);
      }
      discardRest(request);
    },
  };
}

type MountParts = MountOptions & { readonly budget: ByteBudget; readonly intake: DeliveryIntake };

async function answer(
  { connections, now, onDelivery, budget, intake }: MountParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, key = '', secret = ''] =
    /^\/helpdesk\/([a-z][a-z0-9-]{0,39})\/([\w-]{1,100})(?:\?|$)/.exec(request.url ?? '') ?? [];
  const connection = key === '' ? null : await connections.byKey(key);
  // Whoever guesses keys is told no more than who guesses secrets.
  if (connection === null || !isSecret(connection, secret)) throw new RapportError('not_found');
  if (request.method !== 'POST') throw new RapportError('method_not_allowed');
  const body = await readBody(request, limits.helpdeskDeliveryBytesMax, budget);
  if (body === null) return;
  try {
    const receivedAt = now();
    const { headers } = request;
    const delivery = connection.helpdesk.receive({ headers, body, receivedAt }, connection.settings);
    await intake.keep(key, delivery, receivedAt);
  } finally {
    budget.release(body.length);
  }
  onDelivery();
  sendJson(request, response, 200, {});
}

function isSecret({ addressSecret }: OpenConnection, given: string): boolean {
  const [known, offered] = [Buffer.from(addressSecret), Buffer.from(given)];
  return known.length === offered.length && timingSafeEqual(known, offered);
}
