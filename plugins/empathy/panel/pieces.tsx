/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { useShared } from './context';
import { Icon } from './icons';

type CardProps = {
  readonly title: string;
  readonly tone?: 'plain' | 'say' | 'quiet';
  /** Beside the title. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
};

export function Card({ title, tone = 'plain', aside, children }: CardProps) {
  const id = useId();
  return (
    <section class={`card ${tone}`} aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

const copiedMilliseconds = 2_000;

export function CopyButton({ text, onCopy }: { readonly text: string; readonly onCopy?: () => void }) {
  const { t, tell } = useShared();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return;
    setCopied(true);
    tell(t('copied'));
    onCopy?.();
  };
  return (
    <button
      type="button"
      class={copied ? 'button primary is-done' : 'button primary'}
      aria-label={t('copyOf', { what: text })}
      onClick={() => void copy()}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      {copied ? t('copied') : t('copy')}
    </button>
  );
}

/** A frame that was not given the clipboard (`allow="clipboard-write"`) copies as pages did before. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return isCopied;
  }
}

export function Why({ children }: { readonly children: ComponentChildren }) {
  const { t } = useShared();
  return (
    <p class="why">
      <span class="why-word">{t('why')}</span> {children}
    </p>
  );
}

export function Pill({ tone = 'plain', children }: { readonly tone?: string; readonly children: ComponentChildren }) {
  return <span class={`pill ${tone}`}>{children}</span>;
}

export function Time({ at }: { readonly at: number }) {
  const { format, now } = useShared();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.moment(at, now)}>
      {format.relative(at, now)}
    </time>
  );
}
