import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Cross } from '@strapi/icons';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { styled } from 'styled-components';
import { toApiError } from './api-error';
import type { ApiError } from './api-error';
import { describeError } from './error-texts';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';

const texts = defineTexts({
  undo: { en: 'Undo', 'zh-Hans': '撤销' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
});

const shownMilliseconds = 12_000;

export type Done = {
  /** What was done: `Merged with Grace Hopper.` */
  readonly message: string;
  /** Takes it back; without it there is only the message. */
  readonly undo?: () => Promise<unknown>;
};
type Toast = Done & { readonly number: number };

let toast: Toast | null = null;
let number = 0;
const listeners = new Set<() => void>();

function show(next: Toast | null): void {
  toast = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says at the lower edge of the page what was done, with a button that takes it back. The newest replaces the one before. */
export function announceDone(done: Done): void {
  number += 1;
  show({ ...done, number });
}

/** The place where announceDone shows: once on every page (defineAdminPage puts it there). */
export function DoneToast() {
  const current = useSyncExternalStore(subscribe, () => toast);
  // A live region has to be there before its text is.
  return <Place role="status">{current !== null && <Message key={current.number} toast={current} />}</Place>;
}

function Message({ toast: { message, undo } }: { readonly toast: Toast }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [held, setHeld] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    if (held || busy || error !== null) return undefined;
    const timer = setTimeout(() => show(null), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [held, busy, error]);
  const take = () => {
    if (undo === undefined) return;
    setBusy(true);
    undo()
      .then(() => show(null))
      .catch((failure: unknown) => {
        setBusy(false);
        setError(toApiError(failure));
      });
  };
  return (
    <Box
      background="neutral0"
      hasRadius
      shadow="popupShadow"
      borderColor={error === null ? 'neutral200' : 'danger500'}
      padding={3}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Flex gap={4}>
        <Typography>{error === null ? message : describeError(error, locale)}</Typography>
        {undo !== undefined && error === null && (
          <Button size="S" variant="secondary" startIcon={<ArrowsCounterClockwise />} loading={busy} onClick={take}>
            {t('undo')}
          </Button>
        )}
        <IconButton variant="ghost" label={t('close')} onClick={() => show(null)}>
          <Cross />
        </IconButton>
      </Flex>
    </Box>
  );
}

const Place = styled.div`
  position: fixed;
  inset-block-end: 2.4rem;
  inset-inline: 0;
  margin-inline: auto;
  width: fit-content;
  max-width: 90vw;
  z-index: 500;
`;
