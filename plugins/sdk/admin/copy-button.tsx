import { Button, VisuallyHidden } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { defineTexts } from './text';
import { useTexts } from './use-texts';

const texts = defineTexts({
  copy: { en: 'Copy', 'zh-Hans': '复制' },
  copied: { en: 'Copied', 'zh-Hans': '已复制' },
});
const shownMilliseconds = 2_000;

/** Copies a text, and says so. `what` names it for those who do not see where the button stands. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const t = useTexts(texts);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        variant="tertiary"
        size="S"
        startIcon={copied ? <Check aria-hidden /> : <Duplicate aria-hidden />}
        aria-label={`${t('copy')}: ${what}`}
        onClick={() => void copyText(text).then(setCopied)}
      >
        {copied ? t('copied') : t('copy')}
      </Button>
      <VisuallyHidden role="status">{copied ? t('copied') : ''}</VisuallyHidden>
    </>
  );
}

/** navigator.clipboard is there on https and localhost only; without it a selection is copied the old way. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
