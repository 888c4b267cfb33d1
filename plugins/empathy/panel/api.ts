import type { PanelLocale, PanelView, Script, SessionView, SuggestionOutcome } from '../domain/panel/view';
import type { Whom } from './host';

/** What went wrong, as the panel tells it apart. */
export type Trouble = 'signed_out' | 'no_rights' | 'link_invalid' | 'refused' | 'away';

export class PanelError extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble);
  }
}

const waitMilliseconds = 15_000;
/** Of the session: once the agent signs out nothing more is asked with it, and nobody waits for what was. */
let session = new AbortController();

/** @throws PanelError */
async function ask<T>(method: string, path: string, body?: object, keepalive = false): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/panel/api/${path}`, {
      ...{ method, credentials: 'same-origin', keepalive },
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.any([AbortSignal.timeout(waitMilliseconds), ...(path === 'session' ? [] : [session.signal])]),
    });
  } catch {
    throw new PanelError('away');
  }
  if (response.ok) {
    const answer: unknown = await response.json();
    if (isAnswer<T>(answer)) return answer;
    throw new PanelError('away');
  }
  if (response.status === 401) throw new PanelError('signed_out');
  if (response.status === 403) throw new PanelError('no_rights');
  if (response.status === 404 && path === 'session') throw new PanelError('link_invalid');
  throw new PanelError(response.status >= 500 || response.status === 429 ? 'away' : 'refused');
}

/** Our own server, of the same version, answers with objects of these types. */
function isAnswer<T>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

export const api = {
  /** null: nobody is signed in. */
  session: async () => (await ask<{ session: SessionView | null }>('GET', 'session')).session,
  signIn(code: string) {
    session = new AbortController();
    return ask<SessionView>('POST', 'session', { code });
  },
  signOut() {
    session.abort();
    return ask<object>('DELETE', 'session');
  },
  view: (whom: Whom, locale: PanelLocale) => ask<PanelView>('GET', `view?${queryOf(whom, locale)}`),
  scripts: async (whom: Whom, locale: PanelLocale, words: string) =>
    (
      await ask<{ scripts: readonly Script[] | null }>(
        'GET',
        `scripts?${queryOf(whom, locale)}&q=${encodeURIComponent(words)}`,
      )
    ).scripts ?? [],
  /** Goes out also while the page is being left. */
  outcome: (id: string, outcome: SuggestionOutcome) =>
    ask<object>('POST', `suggestions/${encodeURIComponent(id)}`, { outcome }, true),
};

function queryOf(whom: Whom, locale: PanelLocale): string {
  return new URLSearchParams({ ...whom, locale }).toString();
}
