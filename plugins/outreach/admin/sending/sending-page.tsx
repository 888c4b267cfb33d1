import { ErrorState, LoadingState, PageFrame, useData, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { OutreachSettingsDocument } from './sending.documents';
import type { OutreachSettingsQuery } from './sending.documents';
import { SettingsEditor } from './settings-editor';
import { StopCard } from './stop-card';
import { texts } from './texts';

const refetchSeconds = 10;
export type Settings = OutreachSettingsQuery['outreachSettings'];

/** How is sent, whatever the campaign. */
export default function SendingPage() {
  const t = useTexts(texts);
  const { data, error, refetch } = useData(OutreachSettingsDocument, {}, { refetchSeconds });
  const settings = data?.outreachSettings;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')}>
      {settings === undefined ? (
        error === null ? (
          <LoadingState />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Flex direction="column" alignItems="stretch" gap={4}>
          <StopCard stoppedAt={settings.stoppedAt} />
          <SettingsEditor settings={settings} />
        </Flex>
      )}
    </PageFrame>
  );
}
