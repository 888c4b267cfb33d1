import {
  announceDone,
  describeCode,
  describeError,
  RelativeTime,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { CancelHelpdeskBackfillDocument, StartHelpdeskBackfillDocument } from './helpdesks.documents';
import type { Connection } from './connection-dialog';
import { texts } from './texts';

type Props = { readonly connection: Connection; readonly canWrite: boolean };

/** How far what was there before the connection is read; whoever may starts it, stops it, and starts it again. */
export function Backfill({ connection, canWrite }: Props) {
  const { backfill } = connection;
  const isOpen = backfill !== null && (backfill.state === 'WAITING' || backfill.state === 'RUNNING');
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {backfill === null ? <NotYet /> : isOpen ? <Running sync={backfill} /> : <Ended sync={backfill} />}
      {canWrite && <StartOrStop {...{ connection, isOpen }} isAgain={backfill !== null} />}
      <LastChanges connection={connection} />
    </Flex>
  );
}

type Sync = NonNullable<Connection['backfill']>;

function NotYet() {
  const t = useTexts(texts);
  return <Typography textColor="neutral600">{t('historyNone')}</Typography>;
}

function Running({ sync: { done, total, perMinute, secondsLeft, failure } }: { readonly sync: Sync }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const count = (n: number): string => new Intl.NumberFormat(locale).format(n);
  const percent = total === null || total === 0 ? 0 : Math.min(100, Math.round((done * 100) / total));
  return (
    <>
      <Typography>
        {total === null
          ? t('historyRead', { done: count(done) })
          : t('historyOf', { done: count(done), total: count(total) })}
      </Typography>
      {total !== null && <ProgressBar value={percent} size="S" aria-label={t('history')} />}
      {perMinute !== null && secondsLeft !== null && (
        <Typography variant="pi" textColor="neutral600">
          {t('historyRate', { rate: count(Math.round(perMinute)), minutes: Math.max(1, Math.round(secondsLeft / 60)) })}
        </Typography>
      )}
      {failure !== null && (
        <Typography variant="pi" textColor="danger600">
          {t('historyWaits', { why: describeCode(failure, locale) })}
        </Typography>
      )}
    </>
  );
}

function Ended({ sync: { state, done, endedAt, failure } }: { readonly sync: Sync }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const key = state === 'DONE' ? 'historyDone' : state === 'CANCELLED' ? 'historyCancelled' : 'historyFailed';
  return (
    <Typography textColor={state === 'FAILED' ? 'danger600' : 'neutral800'}>
      {t(key, { done: new Intl.NumberFormat(locale).format(done), why: describeCode(failure ?? '', locale) })}{' '}
      {endedAt !== null && <RelativeTime at={endedAt} />}
    </Typography>
  );
}

type ButtonProps = { readonly connection: Connection; readonly isOpen: boolean; readonly isAgain: boolean };

function StartOrStop({ connection: { key, name }, isOpen, isAgain }: ButtonProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const start = useCommand(StartHelpdeskBackfillDocument);
  const stop = useCommand(CancelHelpdeskBackfillDocument);
  const error = start.error ?? stop.error;
  const label = t(isOpen ? 'historyStop' : isAgain ? 'historyAgain' : 'historyStart');
  const press = (): void =>
    isOpen
      ? stop.mutate({ input: { key } }, { onSuccess: () => announceDone({ message: t('historyStopped') }) })
      : start.mutate({ input: { key } }, { onSuccess: () => announceDone({ message: t('historyStarted') }) });
  return (
    <>
      <Button
        variant="tertiary"
        size="S"
        aria-label={`${label}: ${name}`}
        loading={start.isPending || stop.isPending}
        style={{ whiteSpace: 'nowrap' }}
        onClick={press}
      >
        {isOpen || isAgain ? label : t('historyStartShort')}
      </Button>
      {error !== null && (
        <Typography variant="pi" textColor="danger600" role="alert">
          {describeError(error, locale)}
        </Typography>
      )}
    </>
  );
}

function LastChanges({ connection: { changes } }: Pick<Props, 'connection'>) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (changes === null) return null;
  if (changes.failure !== null) {
    return (
      <Typography variant="pi" textColor="danger600">
        {changes.failure === 'helpdesk_unavailable'
          ? t('changesAway')
          : t('changesFail', { why: describeCode(changes.failure, locale) })}
      </Typography>
    );
  }
  if (changes.readUntil === null) return null;
  return (
    <Typography variant="pi" textColor="neutral600">
      {t('changesRead')} <RelativeTime at={changes.readUntil} />
    </Typography>
  );
}
