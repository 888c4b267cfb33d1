/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PanelLocale, SessionView } from '../domain/panel/view';
import { api, PanelError, type Trouble } from './api';
import { type Shared, SharedProvider, wordsOf } from './context';
import { followHost, type Whom } from './host';
import { Person } from './person';
import { codeIn, Notice, SignIn, Skeleton } from './states';
import { useView } from './use-view';
import { undoMilliseconds } from './use-outcomes';

type Session =
  | { readonly is: 'asking' }
  | { readonly is: 'out'; readonly failed: boolean }
  | { readonly is: 'in'; readonly as: SessionView };
type Said = { readonly text: string; readonly undo: (() => void) | undefined };

const minuteMilliseconds = 60_000;
const hostMilliseconds = 5_000;
const retryMilliseconds = 5_000;

export function App({ locale, frames }: { readonly locale: PanelLocale; readonly frames: readonly string[] }) {
  const words = useMemo(() => wordsOf(locale, navigator.languages), [locale]);
  const { t, format } = words;
  const now = useNow();
  const { session, trouble, signIn, signOut, lose } = useSession();
  const { whom, isWaiting } = useWhom(frames);
  const { said, tell } = useSaid();
  const seen = useView(whom, locale, session.is === 'in');
  useEffect(() => {
    if (seen.trouble === 'signed_out') lose();
  }, [seen.trouble, lose]);

  const body = () => {
    if (trouble === 'no_rights' || seen.trouble === 'no_rights')
      return (
        <Notice icon="close" title={t('noRightsTitle')} hint={t('noRightsHint')}>
          <button type="button" class="button" onClick={signOut}>
            {t('signOut')}
          </button>
        </Notice>
      );
    if (session.is === 'out') return <SignIn locale={locale} failed={session.failed} onCode={signIn} />;
    if (trouble === 'away' || (seen.trouble === 'away' && seen.view === null))
      return (
        <Notice icon="again" title={t('awayTitle')} hint={t('awayHint')}>
          <button type="button" class="button" onClick={seen.reload}>
            {t('retry')}
          </button>
        </Notice>
      );
    if (session.is === 'asking' || (whom === null && isWaiting)) return <Skeleton label={t('loading')} />;
    if (whom === null || (seen.view !== null && seen.view.state === 'no_contact'))
      return <Notice icon="person" title={t('noContactTitle')} hint={t('noContactHint')} />;
    if (seen.trouble === 'refused') return <Notice icon="person" title={t('noMatchTitle')} hint={t('noMatchHint')} />;
    const { view } = seen;
    if (view === null) return <Skeleton label={t('loading')} />;
    if (view.state !== 'known') return <Notice icon="person" title={t('noMatchTitle')} hint={t('noMatchHint')} />;
    const shared: Shared = { ...words, now, whom, tell };
    return (
      <SharedProvider value={shared}>
        {seen.trouble === 'away' && (
          <p class="banner" role="status">
            {t('awayBanner', { time: format.moment(view.at, now) })}
          </p>
        )}
        <Person key={view.profileId} view={view} session={session.as} onSignOut={signOut} />
      </SharedProvider>
    );
  };
  return (
    <>
      {body()}
      <div class="toasts" role="status" aria-live="polite">
        {said !== null && (
          <p class="toast">
            {said.text}
            {said.undo !== undefined && (
              <button type="button" class="button plain" onClick={said.undo}>
                {t('undo')}
              </button>
            )}
          </p>
        )}
      </div>
    </>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMilliseconds / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Signed in by the cookie, by the code of a link (in the address, where it does not stay), or not. */
function useSession() {
  const [session, setSession] = useState<Session>({ is: 'asking' });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const enter = useCallback((ask: () => Promise<SessionView | null>): void => {
    clearTimeout(timer.current);
    ask().then(
      (as) => {
        setTrouble(null);
        setSession(as === null ? { is: 'out', failed: false } : { is: 'in', as });
      },
      (error: unknown) => {
        const what = error instanceof PanelError ? error.trouble : 'away';
        setTrouble(what === 'away' || what === 'no_rights' ? what : null);
        if (what === 'away') timer.current = setTimeout(() => enter(ask), retryMilliseconds);
        else setSession({ is: 'out', failed: what === 'link_invalid' || what === 'refused' });
      },
    );
  }, []);
  useEffect(() => {
    const code = codeIn(location.hash);
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
    enter(() => (code === null ? api.session() : api.signIn(code)));
    return () => clearTimeout(timer.current);
  }, [enter]);
  return {
    session,
    trouble,
    signIn: useCallback((code: string) => enter(() => api.signIn(code)), [enter]),
    signOut: useCallback(() => {
      const out = (): void => {
        setTrouble(null);
        setSession({ is: 'out', failed: false });
      };
      api.signOut().then(out, out);
    }, []),
    lose: useCallback(() => setSession({ is: 'out', failed: false }), []),
  };
}

/** In a frame the helpdesk says who; alone the address does. */
function useWhom(frames: readonly string[]): { readonly whom: Whom | null; readonly isWaiting: boolean } {
  const query = new URLSearchParams(location.search);
  const [whom, setWhom] = useState<Whom | null>(() => whomIn(query));
  const [isWaiting, setWaiting] = useState(window.parent !== window);
  useEffect(() => {
    if (window.parent === window) return undefined;
    const origins = [...frames, location.origin];
    const timer = setTimeout(() => setWaiting(false), hostMilliseconds);
    const end = followHost({ origins, connection: query.get('connection') }, setWhom);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return { whom, isWaiting };
}

const named = ['profile', 'connection', 'conversation', 'contact'] as const;

function whomIn(query: URLSearchParams): Whom | null {
  const whom: Partial<Record<(typeof named)[number], string>> = {};
  for (const key of named) {
    const value = query.get(key);
    if (value !== null && value !== '') whom[key] = value;
  }
  return whom.profile === undefined && whom.conversation === undefined && whom.contact === undefined ? null : whom;
}

function useSaid() {
  const [said, setSaid] = useState<Said | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const tell = useCallback((text: string, undo?: () => void): void => {
    clearTimeout(timer.current);
    setSaid({ text, undo });
    timer.current = setTimeout(() => setSaid(null), undo === undefined ? 2_000 : undoMilliseconds);
  }, []);
  return { said, tell };
}
