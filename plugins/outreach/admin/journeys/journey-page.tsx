import { EmptyState, ErrorState, LoadingState, PageFrame, useData, useTexts } from '@rapport/sdk/admin';
import { ManyWays } from '@strapi/icons';
import { useParams } from 'react-router-dom';
import { DrawPage } from './draw-page';
import { JourneyDocument } from './journeys.documents';
import type { JourneyQuery } from './journeys.documents';
import { Back } from './new-journey-page';
import { texts } from './texts';

export type Journey = NonNullable<JourneyQuery['journey']>;

export function JourneyPage() {
  const t = useTexts(texts);
  const { journeyId = '' } = useParams();
  const query = useData(JourneyDocument, { id: journeyId });
  const journey = query.data?.journey;
  if (journey !== undefined && journey !== null) return <DrawPage key={journeyId} journey={journey} />;
  return (
    <PageFrame title={t('title')} navigation={<Back />}>
      {journey === null ? (
        <EmptyState icon={<ManyWays width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      ) : query.error === null ? (
        <LoadingState />
      ) : (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </PageFrame>
  );
}
