import type { IncomingMessage } from 'node:http';
import { RapportError } from '@rapport/sdk';

/**
 * Whether a page of ours asks: the cookie is sent from any page (SameSite=None), so that it proves nothing by itself. A browser says
 * in Sec-Fetch-Site where the page is from; an older one says it in Origin only.
 * @throws RapportError origin_refused
 */
export function requireOwnPage({ method, headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && origin === undefined) throw new RapportError('origin_refused');
  if (site !== undefined) {
    if (site !== 'same-origin' && (changes || site !== 'none')) throw new RapportError('origin_refused');
    return;
  }
  if (origin !== undefined && hostOf(origin) !== headers.host) throw new RapportError('origin_refused');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
