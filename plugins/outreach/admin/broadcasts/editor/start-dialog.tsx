import { ConfirmDialog, formatNumber, useLocale, useNow, useTexts } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { Field, Flex, Radio, TextInput, Typography } from '@strapi/design-system';
import { useId, useState } from 'react';
import { sumOf } from './foreseen';
import type { Foreseen } from './foreseen';
import { useNeedsApproval } from '../../sending/use-needs-approval';
import { startTexts } from './start-texts';

type Props = {
  readonly name: string;
  readonly foreseen: Foreseen;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  /** @param at ISO 8601; null: now */
  readonly onStart: (at: string | null) => void;
  readonly onClose: () => void;
};

/** The last question before it goes: how many get it, and when. */
export function StartDialog({ name, foreseen, isBusy, error, onStart, onClose }: Props) {
  const t = useTexts(startTexts);
  const locale = useLocale();
  const now = useNow();
  const needsApproval = useNeedsApproval();
  const heading = useId();
  const [isLater, setIsLater] = useState(false);
  const [written, setWritten] = useState('');
  const at = Date.parse(written);
  const isPast = isLater && written !== '' && !(at > now);
  const counts = { sent: foreseen.sent, later: sumOf(foreseen.deferred), withheld: sumOf(foreseen.withheld) };
  return (
    <ConfirmDialog
      title={t('title', { name })}
      action={needsApproval ? t('ask') : isLater ? t('schedule') : t('sendNow')}
      isWide
      isBusy={isBusy}
      isDisabled={isLater && !(at > now)}
      error={error}
      onConfirm={() => onStart(isLater ? new Date(at).toISOString() : null)}
      onClose={onClose}
    >
      <Typography fontWeight="semiBold">
        {foreseen.isSample
          ? t('numbersSample', {
              ...{ audience: formatNumber(foreseen.audience, locale), sent: formatNumber(counts.sent, locale) },
              ...{ later: formatNumber(counts.later, locale), withheld: formatNumber(counts.withheld, locale) },
            })
          : t('numbers', counts)}
      </Typography>
      {needsApproval && <Typography>{t('needsApproval')}</Typography>}
      <Typography textColor="neutral600">{t('askedAgain')}</Typography>
      <Typography variant="pi" fontWeight="bold" id={heading}>
        {t('when')}
      </Typography>
      <Radio.Group
        aria-labelledby={heading}
        value={isLater ? 'later' : 'now'}
        onValueChange={(next: string) => setIsLater(next === 'later')}
      >
        <Flex direction="column" alignItems="flex-start" gap={2}>
          <Radio.Item value="now">{t('now')}</Radio.Item>
          <Radio.Item value="later">{t('later')}</Radio.Item>
        </Flex>
      </Radio.Group>
      {isLater && (
        <Field.Root name="startsAt" required error={isPast && t('past')}>
          <Field.Label>{t('at')}</Field.Label>
          <TextInput type="datetime-local" value={written} onChange={(event) => setWritten(event.target.value)} />
          <Field.Error />
        </Field.Root>
      )}
    </ConfirmDialog>
  );
}
