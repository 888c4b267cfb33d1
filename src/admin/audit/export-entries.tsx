import {
  askGraphql,
  describeError,
  downloadText,
  formatNumber,
  toApiError,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useState } from 'react';
import { AuditEntriesDocument } from './audit.documents';
import type { AuditEntriesQuery, AuditEntriesQueryVariables } from './audit.documents';
import { variablesOf } from './filter';
import type { AuditFilter } from './filter';
import { texts } from './texts';

const entriesPerRequest = 100;

/** Everything that the filter finds, one JSON object in each line. It is put together here, page by page. */
export function ExportEntries({ filter }: { readonly filter: AuditFilter }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [count, setCount] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    const lines: string[] = [];
    for (let after: string | null = null; ;) {
      setCount(lines.length);
      const variables: AuditEntriesQueryVariables = { ...variablesOf(filter), first: entriesPerRequest, after };
      const page: AuditEntriesQuery = await askGraphql(AuditEntriesDocument, variables);
      const { edges, pageInfo } = page.auditEntries;
      lines.push(...edges.map(({ node }) => `${JSON.stringify(node)}\n`));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    downloadText(lines.join(''), 'audit.jsonl');
  };
  const start = () => {
    setFailure(null);
    run()
      .catch((error: unknown) => setFailure(describeError(toApiError(error), locale)))
      .finally(() => setCount(null));
  };
  return (
    <Flex gap={3}>
      <Typography role="status" variant="pi" textColor={failure === null ? 'neutral600' : 'danger600'}>
        {failure ?? (count === null ? '' : t('exporting', { count: formatNumber(count, locale) }))}
      </Typography>
      <Button variant="tertiary" startIcon={<Download aria-hidden />} loading={count !== null} onClick={start}>
        {t('export')}
      </Button>
    </Flex>
  );
}
