import {
  announceDone,
  describeCode,
  describeError,
  numberIn,
  objects,
  RelativeTime,
  textIn,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { Connection } from './connection-dialog';
import { RetryHelpdeskWritesDocument } from './helpdesks.documents';
import { texts } from './texts';

type Props = { readonly connection: Connection; readonly canWrite: boolean };
type Status = NonNullable<Connection['writeBack']>;

const leftAloneShown = 5;

/** What the helpdesk is told of customers, and what keeps it from being told; whoever may tries again. */
export function WriteBack({ connection, canWrite }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { writeBack } = connection;
  if (writeBack === null) return <Typography textColor="neutral600">{t('writeBackCannot')}</Typography>;
  const isStuck = writeBack.failing > 0 || objects(writeBack.leftAlone).length > 0;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Written status={writeBack} />
      {writeBack.waiting > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {t('writeBackWaiting', { count: writeBack.waiting })}
        </Typography>
      )}
      {writeBack.failing > 0 && (
        <Typography variant="pi" textColor="danger600">
          {t('writeBackFailing', { count: writeBack.failing, why: describeCode(writeBack.failure ?? '', locale) })}
        </Typography>
      )}
      <LeftAlone status={writeBack} />
      {canWrite && isStuck && <TryAgain connection={connection} />}
    </Flex>
  );
}

function Written({ status: { written, lastWrittenAt } }: { readonly status: Status }) {
  const t = useTexts(texts);
  if (lastWrittenAt === null) return <Typography textColor="neutral600">{t('writeBackNone')}</Typography>;
  return (
    <>
      <Typography>{t('writeBackCount', { count: written })}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {t('writeBackLast')} <RelativeTime at={lastWrittenAt} />
      </Typography>
    </>
  );
}

function LeftAlone({ status }: { readonly status: Status }) {
  const t = useTexts(texts);
  const leftAlone = objects(status.leftAlone).map((one) => ({
    ...{ kind: textIn(one, 'kind'), id: textIn(one, 'objectId'), name: textIn(one, 'name') },
    flips: numberIn(one, 'flips'),
  }));
  return (
    <>
      {leftAlone.slice(0, leftAloneShown).map(({ kind, id, name, flips }) => (
        <Typography key={`${kind} ${id} ${name}`} variant="pi" textColor="warning700">
          {t('leftAlone', { kind, id, name, flips })}
        </Typography>
      ))}
      {leftAlone.length > leftAloneShown && (
        <Typography variant="pi" textColor="warning700">
          {t('leftAloneMore', { count: leftAlone.length - leftAloneShown })}
        </Typography>
      )}
    </>
  );
}

function TryAgain({ connection: { key, name } }: Pick<Props, 'connection'>) {
  const t = useTexts(texts);
  const locale = useLocale();
  const retry = useCommand(RetryHelpdeskWritesDocument);
  return (
    <>
      <Button
        variant="tertiary"
        size="S"
        aria-label={`${t('retryWrites')}: ${name}`}
        loading={retry.isPending}
        style={{ whiteSpace: 'nowrap' }}
        onClick={() =>
          retry.mutate({ input: { key } }, { onSuccess: () => announceDone({ message: t('retryStarted') }) })
        }
      >
        {t('retryWrites')}
      </Button>
      {retry.error !== null && (
        <Typography variant="pi" textColor="danger600" role="alert">
          {describeError(retry.error, locale)}
        </Typography>
      )}
    </>
  );
}
