import { useFileDownload, useTexts } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { exportAddress } from './filter';
import type { AuditFilter } from './filter';
import { texts } from './texts';

/** Everything that the filter finds, one JSON object in each line. */
export function ExportEntries({ filter }: { readonly filter: AuditFilter }) {
  const t = useTexts(texts);
  const { start, isLoading, hasFailed } = useFileDownload();
  return (
    <Flex gap={3}>
      {hasFailed && (
        <Typography role="alert" variant="pi" textColor="danger600">
          {t('exportFailed')}
        </Typography>
      )}
      <Button
        variant="tertiary"
        startIcon={<Download aria-hidden />}
        loading={isLoading}
        onClick={() => start(exportAddress(filter), 'audit.ndjson')}
      >
        {t('export')}
      </Button>
    </Flex>
  );
}
