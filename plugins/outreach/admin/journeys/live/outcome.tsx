import { RelativeTime, useTexts } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import { pageTexts } from '../page-texts';
import { useJourneyWords } from '../use-journey-words';

type Run = {
  /** ISO 8601. */
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly failure: string | null;
};

/** Whether a run goes on, and what it waits for; or how it ended. */
export function Outcome({ run: { dueAt, endedAt, endReason, failure } }: { readonly run: Run }) {
  const t = useTexts(pageTexts);
  const { endOf } = useJourneyWords();
  if (endedAt !== null)
    return (
      <Typography textColor="neutral600">
        {endOf(endReason ?? '')} · <RelativeTime at={endedAt} />
      </Typography>
    );
  if (failure !== null) return <Typography textColor="danger600">{t('fails', { failure })}</Typography>;
  return dueAt === null ? (
    <Typography>{t('goesOn')}</Typography>
  ) : (
    <Typography>
      {t('until')} <RelativeTime at={dueAt} />
    </Typography>
  );
}
