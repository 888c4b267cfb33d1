import {
  askGraphql,
  Card,
  CopyButton,
  ErrorState,
  formatNumber,
  Notice,
  toApiError,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Shield } from '@strapi/icons';
import { useState } from 'react';
import { AuditCheckDocument } from './audit.documents';
import type { AuditCheckQuery } from './audit.documents';
import { texts } from './texts';

type State =
  | { readonly type: 'idle' }
  | { readonly type: 'running'; readonly done: number; readonly total: number }
  | { readonly type: 'ended'; readonly entries: number; readonly brokenAt: number | null; readonly head: string }
  | { readonly type: 'failed'; readonly error: ApiError };

/** Follows the chain part by part, so that a long log shows how far it is. */
export function ChainCard() {
  const t = useTexts(texts);
  const locale = useLocale();
  const [state, setState] = useState<State>({ type: 'idle' });
  const run = async (): Promise<void> => {
    setState({ type: 'running', done: 0, total: 0 });
    let entries = 0;
    for (let after: string | null = null; ;) {
      const part: AuditCheckQuery = await askGraphql(AuditCheckDocument, { after });
      const { brokenAt, head, next } = part.auditCheck;
      entries += part.auditCheck.entries;
      if (next === null) return setState({ type: 'ended', entries, brokenAt, head });
      setState({
        type: 'running',
        done: entries,
        total: entries + Number.parseInt(head, 10) - Number.parseInt(next, 10),
      });
      after = next;
    }
  };
  const check = () => void run().catch((error: unknown) => setState({ type: 'failed', error: toApiError(error) }));
  return (
    <Card
      title={t('chain')}
      action={
        <Button
          variant="secondary"
          startIcon={<Shield aria-hidden />}
          loading={state.type === 'running'}
          onClick={check}
        >
          {t('check')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('chainBody')}</Typography>
        {state.type === 'running' && state.total > 0 && (
          <Typography role="status">
            {t('checking', { done: formatNumber(state.done, locale), total: formatNumber(state.total, locale) })}
          </Typography>
        )}
        {state.type === 'failed' && <ErrorState error={state.error} onRetry={check} />}
        {state.type === 'ended' && <Result {...state} />}
      </Flex>
    </Card>
  );
}

function Result({ entries, brokenAt, head }: Extract<State, { type: 'ended' }>) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (brokenAt !== null)
    return (
      <Notice kind="warning" role="alert">
        {t('broken', { position: formatNumber(brokenAt, locale) })}
      </Notice>
    );
  return (
    <>
      <Notice kind="good">{t('whole', { count: entries, entries: formatNumber(entries, locale) })}</Notice>
      {entries > 0 && (
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Flex gap={3} wrap="wrap">
            <Typography variant="pi" fontWeight="semiBold">
              {t('head')}
            </Typography>
            <Typography variant="pi" textColor="neutral700">
              <code>{head.length > 30 ? `${head.slice(0, 24)}…` : head}</code>
            </Typography>
            <CopyButton text={head} what={t('head')} />
          </Flex>
          <Typography variant="pi" textColor="neutral600">
            {t('headBody')}
          </Typography>
        </Flex>
      )}
    </>
  );
}
