/** @jsxImportSource preact */
import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PanelLocale } from '../domain/panel/view';
import { Notice, Skeleton } from './states';
import { localeOf, textsOf } from './texts';

type Stage = 'asking' | 'signed_out' | 'no_rights' | 'done';

/**
 * The window that the panel opens: at Rapport's own address the admin's session is at hand. It makes a link for whom that session is,
 * and gives its code to the panel that opened the window, to nobody else.
 */
function SignInWindow({ locale }: { readonly locale: PanelLocale }) {
  const t = textsOf(locale);
  const [stage, setStage] = useState<Stage>('asking');
  const attempt = useCallback(() => {
    signIn().then(setStage, () => setStage('signed_out'));
  }, []);
  useEffect(() => {
    attempt();
    addEventListener('focus', attempt);
    return () => removeEventListener('focus', attempt);
  }, [attempt]);
  if (stage === 'asking') return <Skeleton label={t('loading')} />;
  if (stage === 'done') return <Notice icon="person" title={t('popupDone')} hint="" />;
  if (stage === 'no_rights') return <Notice icon="close" title={t('noRightsTitle')} hint={t('popupNoRight')} />;
  return (
    <Notice icon="person" title={t('popupTitle')} hint={t('popupAsk')}>
      <a class="button primary large" href="/admin" target="_blank" rel="noopener">
        {t('popupLogin')}
      </a>
      <button type="button" class="button" onClick={attempt}>
        {t('popupRetry')}
      </button>
    </Notice>
  );
}

let isDone = false;

async function signIn(): Promise<Stage> {
  if (isDone) return 'done';
  const token = storedToken() ?? (await freshToken());
  if (token === null) return 'signed_out';
  let response = await makeLink(token);
  if (response.status === 401) {
    const fresh = await freshToken();
    if (fresh === null) return 'signed_out';
    response = await makeLink(fresh);
  }
  if (response.status === 403) return 'no_rights';
  if (!response.ok) return 'signed_out';
  const code = textIn(await response.json(), 'code');
  if (code === null) return 'signed_out';
  isDone = true;
  const opener: unknown = window.opener;
  if (hasPostMessage(opener)) {
    opener.postMessage({ rapportPanelCode: code }, location.origin);
    window.close();
  } else location.replace(`/panel/#code=${code}`);
  return 'done';
}

function hasPostMessage(value: unknown): value is { postMessage(message: object, origin: string): void } {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
}

function makeLink(token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch('/panel/api/links', { method: 'POST', headers, body: '{}' });
}

/** Where Strapi's admin keeps its access token: beyond the session in localStorage, else in a cookie. */
function storedToken(): string | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem('jwtToken') ?? 'null');
    if (typeof kept === 'string') return kept;
  } catch {
    // Whatever it is, it is no token.
  }
  return /(?:^|; )jwtToken=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** An access token lives for minutes; the session behind it gives another. */
async function freshToken(): Promise<string | null> {
  const response = await fetch('/admin/access-token', { method: 'POST', credentials: 'same-origin' });
  if (!response.ok) return null;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null ? textIn(Reflect.get(body, 'data'), 'token') : null;
}

function textIn(value: unknown, key: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
  return typeof found === 'string' ? found : null;
}

const place = document.getElementById('panel');
const locale = localeOf(location.search, navigator.languages);
document.documentElement.lang = locale;
if (place !== null) {
  place.removeAttribute('aria-busy');
  render(<SignInWindow locale={locale} />, place);
}
