import { useCallback, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useBlocker } from 'react-router-dom';
import { ConfirmDialog } from './confirm-dialog';
import { defineTexts } from './text';
import { useTexts } from './use-texts';

const texts = defineTexts({
  title: { en: 'Leave without saving?', 'zh-Hans': '不保存就离开？' },
  text: {
    en: 'What you changed here is not saved yet and will be lost.',
    'zh-Hans': '此处的修改尚未保存，离开后将丢失。',
  },
  leave: { en: 'Leave', 'zh-Hans': '离开' },
  stay: { en: 'Stay', 'zh-Hans': '留下' },
});

export type LeaveGuard = {
  /** This is saved: as long as nothing else is written, one may leave. */
  readonly markSaved: (content: string) => void;
  /** Stands anywhere on the page. */
  readonly question: ReactNode;
};

/**
 * Asks before one leaves a page with something on it that was not saved: by a link, the back button, or closing the tab.
 * @param content all that can be edited, as one text; at first it is as it was saved
 */
export function useLeaveGuard(content: string): LeaveGuard {
  const t = useTexts(texts);
  const saved = useRef(content);
  const written = useRef(content);
  useEffect(() => {
    written.current = content;
  }, [content]);
  const isUnsaved = useCallback(() => written.current !== saved.current, []);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved() && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  const markSaved = useCallback((text: string) => {
    saved.current = text;
  }, []);
  return {
    markSaved,
    question:
      blocker.state === 'blocked' ? (
        <ConfirmDialog
          title={t('title')}
          text={t('text')}
          action={t('leave')}
          cancel={t('stay')}
          isDanger
          onConfirm={() => blocker.proceed()}
          onClose={() => blocker.reset()}
        />
      ) : null,
  };
}
