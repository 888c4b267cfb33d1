import {
  ErrorState,
  LinkCards,
  LoadingState,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
  wordsIn,
} from '@rapport/sdk/admin';
import type { Json, Locale } from '@rapport/sdk/admin';
import { Box, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { JourneyTemplatesDocument } from './journeys.documents';
import { texts } from './texts';

export type ReadyJourney = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly definition: Json;
};

export function readyJourneysIn(json: Json | undefined, locale: Locale): readonly ReadyJourney[] {
  return objects(json).map((one) => ({
    key: textIn(one, 'key'),
    name: wordsIn(one, 'name', locale),
    description: wordsIn(one, 'description', locale),
    definition: one['definition'] ?? null,
  }));
}

/** What one can start from, nothing among it: each opens with its name to be written. */
export function ReadyJourneys() {
  const t = useTexts(texts);
  const locale = useLocale();
  const heading = useId();
  const { data, error, refetch } = useData(JourneyTemplatesDocument, {});
  if (data === undefined)
    return error === null ? <LoadingState /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  const ready = readyJourneysIn(data.journeyTemplates, locale);
  return (
    <Box tag="section" aria-labelledby={heading}>
      <Typography variant="delta" tag="h2" id={heading}>
        {t('ready')}
      </Typography>
      <Typography textColor="neutral600" tag="p">
        {t('readyHint')}
      </Typography>
      <LinkCards
        labelledBy={heading}
        cards={[
          { key: '', name: t('empty'), description: t('emptyHint'), to: '/journeys/-/new?from=' },
          ...ready.map(({ key, name, description }) => ({
            ...{ key, name, description },
            to: `/journeys/-/new?from=${encodeURIComponent(key)}`,
          })),
        ]}
      />
    </Box>
  );
}
