/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PanelLocale } from '../domain/panel/view';
import { Icon } from './icons';
import { textsOf } from './texts';

/** Nothing to show yet, and why: a picture, a sentence, what to do. */
export function Notice(props: {
  readonly icon: 'person' | 'again' | 'link' | 'close';
  readonly title: string;
  readonly hint: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <section class="notice" aria-labelledby="notice">
      <span class="notice-icon">
        <Icon name={props.icon} />
      </span>
      <h1 id="notice">{props.title}</h1>
      <p>{props.hint}</p>
      {props.children}
    </section>
  );
}

/** The shape of what comes. */
export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      <span class="bone head" />
      <span class="bone tall" />
      <span class="bone tall" />
      <span class="bone" />
      <span class="bone" />
    </div>
  );
}

/**
 * A window of Rapport's own signs in with the admin's session and hands a code back; or a link is pasted. The code is redeemed in the
 * frame, because a cookie of the other window would not be this frame's.
 */
export function SignIn(props: {
  readonly locale: PanelLocale;
  readonly failed: boolean;
  readonly onCode: (code: string) => void;
}) {
  const t = textsOf(props.locale);
  const [link, setLink] = useState('');
  const [isBlocked, setBlocked] = useState(false);
  const { onCode } = props;
  useEffect(() => {
    const listen = (event: MessageEvent<unknown>): void => {
      if (event.origin !== location.origin || typeof event.data !== 'object' || event.data === null) return;
      const code: unknown = Reflect.get(event.data, 'rapportPanelCode');
      if (typeof code === 'string') onCode(code);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, [onCode]);
  const open = (): void => {
    const opened = window.open(
      `/panel/sign-in?locale=${props.locale}`,
      'rapport-sign-in',
      'popup,width=420,height=480',
    );
    setBlocked(opened === null);
  };
  const use = (event: Event): void => {
    event.preventDefault();
    const code = codeIn(link);
    if (code !== null) onCode(code);
  };
  return (
    <Notice icon="person" title={t('signInTitle')} hint={t('signInHint')}>
      <button type="button" class="button primary large" onClick={open}>
        {t('signIn')}
      </button>
      {isBlocked && <p role="alert">{t('signInBlocked')}</p>}
      <form class="link-form" onSubmit={use}>
        <label>
          {t('signInLink')}
          <input
            value={link}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setLink(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={codeIn(link) === null}>
          {t('signInWithLink')}
        </button>
      </form>
      {props.failed && <p role="alert">{t('signInFailed')}</p>}
    </Notice>
  );
}

/** Of a link, or of the code alone. */
export function codeIn(text: string): string | null {
  return /(?:^|#code=)([\w-]{43})$/.exec(text.trim())?.[1] ?? null;
}
