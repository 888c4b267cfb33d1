import http from 'node:http';
import https from 'node:https';
import {
  type ChannelContext,
  type ChannelSession,
  isJsonObject,
  type Json,
  type OutgoingMessage,
  type SendOutcome,
  webhookHeaders,
} from '@rapport/sdk';
import { isPrivateLiteral, PrivateAddressError, publicLookup } from './addresses';
import { outcomeOf } from './outcome';
import type { WebhookSettings } from './settings';

export function openSession(settings: WebhookSettings, { now }: ChannelContext): ChannelSession {
  const url = new URL(settings.url);
  const pool = { keepAlive: true, maxSockets: settings.concurrency };
  const agent = url.protocol === 'https:' ? new https.Agent(pool) : new http.Agent(pool);
  return {
    async send(message, signal) {
      const content = contentOf(message);
      if (content === null) return { state: 'failed', code: 'content_invalid', bounce: null };
      if (signal.aborted) return retry('aborted', 'message');
      if (!settings.allowPrivateAddresses && isPrivateLiteral(url)) return retry('address_private', 'channel');
      const at = now();
      const body = JSON.stringify(bodyOf(message, content, at));
      const limit = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutSeconds * 1_000)]);
      return post(
        url,
        {
          ...{ method: 'POST', agent, signal: limit },
          headers: {
            ...webhookHeaders(settings.secret, { id: message.id, at, body }),
            'content-length': Buffer.byteLength(body),
          },
          ...(settings.allowPrivateAddresses ? {} : { lookup: publicLookup }),
        },
        body,
        now,
      );
    },
    async close() {
      agent.destroy();
    },
  };
}

function bodyOf(message: OutgoingMessage, content: Json, at: number) {
  const { id, address, addressKind, locale, topic, campaign, unsubscribe } = message;
  return {
    type: 'message',
    timestamp: new Date(at).toISOString(),
    data: { id, to: { kind: addressKind, value: address }, locale, topic, campaign, unsubscribe, content },
  };
}

/** @returns null: it is no JSON object */
function contentOf(message: OutgoingMessage): Json | null {
  try {
    const parsed: unknown = JSON.parse(message.content['body'] ?? '');
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Until the connection is there nobody has the message; from then on only an answer says. */
function post(url: URL, options: https.RequestOptions, body: string, now: () => number): Promise<SendOutcome> {
  return new Promise((resolve) => {
    let isOnItsWay = false;
    const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      response.resume();
      response.on('error', () => undefined);
      resolve(outcomeOf(response.statusCode ?? 0, response.headers['retry-after'], now()));
    });
    request.on('socket', (socket) => {
      const connected = (): void => {
        isOnItsWay = true;
      };
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.on('error', (error) => {
      if (isOnItsWay) resolve({ state: 'unknown', code: 'http_no_answer' });
      else resolve(retry(error instanceof PrivateAddressError ? 'address_private' : 'http_unreachable', 'channel'));
    });
    request.end(body);
  });
}

function retry(code: string, about: 'message' | 'channel'): SendOutcome {
  return { state: 'retry', code, about, afterMilliseconds: null };
}
