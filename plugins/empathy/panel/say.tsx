/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Script, Suggestion } from '../domain/panel/view';
import { api } from './api';
import { useShared } from './context';
import { Icon } from './icons';
import { maskedValue } from './header';
import { Card, CopyButton, Why } from './pieces';
import { useOutcomes } from './use-outcomes';

/** The words to begin with, ready to copy, and why these. */
export function Greeting({ greeting }: { readonly greeting: Suggestion }) {
  const { t } = useShared();
  const { use } = useOutcomes();
  return (
    <Card title={t('say')} tone="say" aside={<CopyButton text={greeting.text} onCopy={() => use(greeting)} />}>
      <blockquote class="greeting">{greeting.text}</blockquote>
      {greeting.why !== '' && <Why>{greeting.why}</Why>}
    </Card>
  );
}

/** What to do next; what is done or dismissed leaves, and can be taken back for a while. */
export function Actions({ actions }: { readonly actions: readonly Suggestion[] }) {
  const { t } = useShared();
  const { isSettled, settle } = useOutcomes();
  const open = actions.filter((one) => !isSettled(one));
  const [first, ...others] = open;
  if (first === undefined) return null;
  return (
    <Card title={t('act')}>
      <ul class="actions">
        {[first, ...others.slice(0, 2)].map((action, index) => (
          <li key={action.text} class={index === 0 ? 'action first' : 'action'}>
            <div class="action-words">
              <p class="action-text">{action.text}</p>
              <p class="why">{action.why}</p>
            </div>
            <div class="action-buttons">
              <button
                type="button"
                class="button"
                aria-label={t('doneOf', { what: action.text })}
                onClick={() => settle(action, 'used', t('accepted'))}
              >
                <Icon name="check" />
                {t('done')}
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={t('dismissOf', { what: action.text })}
                title={t('dismiss')}
                onClick={() => settle(action, 'dismissed', t('dismissed'))}
              >
                <Icon name="close" />
              </button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const typingMilliseconds = 200;

export function Scripts({ scripts }: { readonly scripts: readonly Script[] }) {
  const { t, whom, locale } = useShared();
  const { use } = useOutcomes();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Script[] | null>(null);
  const round = useRef(0);
  useEffect(() => {
    const mine = ++round.current;
    if (words.trim() === '') {
      setFound(null);
      return undefined;
    }
    const timer = setTimeout(() => {
      // A failed search shows what there was; the panel says by itself that Rapport is away.
      api.scripts(whom, locale, words.trim()).then(
        (list) => (round.current === mine ? setFound(list) : undefined),
        () => undefined,
      );
    }, typingMilliseconds);
    return () => clearTimeout(timer);
  }, [words, locale, whom]);
  const shown = found ?? scripts;
  return (
    <Card title={t('scripts')}>
      <label class="search">
        <Icon name="search" />
        <span class="visually-hidden">{t('searchScripts')}</span>
        <input
          type="search"
          value={words}
          placeholder={t('searchScripts')}
          maxLength={100}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {shown.length === 0 ? (
        <p class="quiet-text">{t('noScripts')}</p>
      ) : (
        <ul class="scripts">
          {shown.slice(0, 8).map((script) => (
            <li key={`${script.title} ${script.text}`}>
              <details>
                <summary>
                  <Icon name="chevron" />
                  <span class="script-title">{script.title}</span>
                  <span class="script-first">{script.text}</span>
                </summary>
                <p class="script-text">{script.text}</p>
                {script.why !== '' && <Why>{script.why}</Why>}
                <CopyButton text={script.text} onCopy={() => use(script)} />
              </details>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function isShown(text: string | null): text is string {
  return text !== null && text !== maskedValue;
}
