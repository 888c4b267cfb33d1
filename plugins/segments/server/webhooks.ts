import { randomBytes } from 'node:crypto';
import {
  type Core,
  limits,
  RapportError,
  type TransitionRecord,
  webhookHeaders,
  type WebhookMessage,
} from '@rapport/sdk';
import { segmentsByPublicIds } from './stores/segments';
import { lastTransition, transitionsAfter } from './stores/transitions';
import * as hooks from './stores/webhooks';

export const webhookPurpose = 'segment.webhook';
const retry = { firstMilliseconds: 1_000, lastMilliseconds: 60 * 60 * 1_000 };

/**
 * Sends transitions to addresses, in order, one message at a time for each; a message that is not taken is sent again, the same one,
 * after 1 s, 2 s, 4 s ... an hour, until it is. 410 ends it.
 */
export class Webhooks {
  constructor(
    private readonly core: Core,
    private readonly newPublicId: () => string,
  ) {}

  /** From now on. The secret is told this once. @throws bad_input, segment_not_found */
  async create(
    hook: { readonly url: string; readonly segmentIds: readonly string[] | null },
    actor: string,
  ): Promise<{ readonly webhookId: string; readonly secret: string }> {
    if (!isAddress(hook.url))
      throw new RapportError('bad_input', '`url` is an address with https:, or http: of this machine.');
    const { database, secrets, now } = this.core;
    const found = hook.segmentIds === null ? null : await segmentsByPublicIds(database, hook.segmentIds);
    if (found !== null && found.length < new Set(hook.segmentIds).size) throw new RapportError('segment_not_found');
    const publicId = this.newPublicId();
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    await hooks.insertWebhook(database, {
      ...{ publicId, url: hook.url, actor, at: now() },
      secret: secrets.seal(webhookPurpose, secret),
      segmentIds: found?.map((one) => one.id) ?? null,
      from: await lastTransition(database),
    });
    return { webhookId: publicId, secret };
  }

  async round(signal: AbortSignal): Promise<'more' | 'done'> {
    const { database, now } = this.core;
    const sent = await Promise.all(
      (await hooks.dueWebhooks(database, now())).map((hook) =>
        database.transaction(async (guard) => {
          if (!(await guard.tryLock(`segment webhook ${hook.id}`))) return false;
          return this.send(hook.id, signal);
        }),
      ),
    );
    return sent.includes(true) ? 'more' : 'done';
  }

  /** @returns whether a message was taken */
  private async send(id: number, signal: AbortSignal): Promise<boolean> {
    const { database, now, secrets } = this.core;
    // Read under the lock: another process may have gone on.
    const hook = (await hooks.dueWebhooks(database, now())).find((one) => one.id === id);
    if (hook === undefined) return false;
    const transitions = await this.message(hook);
    const last = transitions.at(-1);
    if (last === undefined) return false;
    if (hook.untilPosition === null) await hooks.beginMessage(database, id, last);
    const body = JSON.stringify(bodyOf(transitions, now()));
    const failure = await post(
      hook,
      { id: `${hook.publicId}.${last.position}.${last.id}`, at: now(), body },
      secrets.open(webhookPurpose, hook.secret),
      signal,
    );
    if (failure === null) {
      await hooks.endMessage(database, id, now());
      return true;
    }
    if (signal.aborted) return false;
    const pause = Math.min(retry.firstMilliseconds * 2 ** Math.min(hook.failures, 30), retry.lastMilliseconds);
    await hooks.failMessage(database, id, { failure, retryAt: now() + pause, isGone: failure === '410' });
    return false;
  }

  private async message(hook: hooks.WebhookRow): Promise<readonly TransitionRecord[]> {
    const next = await transitionsAfter(this.core.database, {
      after: { position: hook.position, id: hook.transitionId },
      count: limits.segmentWebhookTransitionsMax,
      segmentIds: hook.segmentIds,
    });
    const { untilPosition, untilTransitionId } = hook;
    if (untilPosition === null || untilTransitionId === null) return next;
    return next.filter(
      ({ position, id }) => position < untilPosition || (position === untilPosition && id <= untilTransitionId),
    );
  }
}

function bodyOf(transitions: readonly TransitionRecord[], now: number) {
  return {
    type: 'segment.transitions',
    timestamp: new Date(now).toISOString(),
    data: transitions.map((one) => ({
      id: one.id,
      segment: one.segmentKey,
      profileId: one.profileId,
      change: one.entered ? 'entered' : 'left',
      cause: one.cause,
      at: new Date(one.at).toISOString(),
    })),
  };
}

/** @returns what went wrong, without anything of the answer's text; null: it was taken */
async function post(
  { url }: hooks.WebhookRow,
  message: WebhookMessage,
  secret: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limits.segmentWebhookMilliseconds)]),
      headers: webhookHeaders(secret, message),
      body: message.body,
    });
    await response.body?.cancel();
    return response.ok ? null : String(response.status);
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  }
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text) || text.length > 2_000) return false;
  const { protocol, hostname, username } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && isHere));
}
