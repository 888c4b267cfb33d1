import { defineTexts, ErrorState, LoadingState, PageFrame, useData, useTexts } from '@rapport/sdk/admin';
import { Box, Flex } from '@strapi/design-system';
import { StorageFigures } from '../storage-figures';
import { Findings } from './findings';
import { FirstSteps } from './first-steps';
import { Ingest } from './ingest';
import { Nodes } from './nodes';
import { OverviewChecksDocument, OverviewDocument } from './overview.documents';
import { Unfinished } from './unfinished';

const texts = defineTexts({
  title: { en: 'Overview', 'zh-Hans': '概览' },
});
const refetchSeconds = { health: 5, checks: 60 };

/** What to do next on a new installation; how a running one is. */
export default function OverviewPage() {
  const t = useTexts(texts);
  const { data, error, refetch } = useData(OverviewDocument, {}, { refetchSeconds: refetchSeconds.health });
  return (
    <PageFrame title={t('title')}>
      {data === undefined && error === null && <LoadingState lines={8} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <FirstSteps welcome={data.welcome} />
          <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
            <Flex direction="column" alignItems="stretch" gap={5}>
              <Ingest health={data.health} />
            </Flex>
          </Box>
          <Checks />
          <Unfinished unfinished={data.health.unfinished} />
          <Nodes health={data.health} />
        </Flex>
      )}
    </PageFrame>
  );
}

/** What is dear to find out, by itself and once a minute. */
function Checks() {
  const { data, error, refetch } = useData(OverviewChecksDocument, {}, { refetchSeconds: refetchSeconds.checks });
  if (data === undefined)
    return error === null ? <LoadingState lines={3} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
        <StorageFigures {...data.checks} />
      </Box>
      <Findings findings={data.checks.findings} />
    </>
  );
}
