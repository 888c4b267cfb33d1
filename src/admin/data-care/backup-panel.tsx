import {
  Card,
  CodeBlock,
  CopyButton,
  ErrorState,
  Figure,
  formatBytes,
  LoadingState,
  Notice,
  RelativeTime,
  useData,
  useLocale,
  useNow,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { BackupsDocument } from './data-care.documents';
import type { BackupsQuery } from './data-care.documents';
import { texts } from './texts';

const dayMilliseconds = 24 * 60 * 60 * 1_000;
const oldDays = 7;
const commands = [
  {
    title: 'howBackup',
    body: 'howBackupBody',
    text: '15 2 * * *  cd /opt/rapport && npm run rapport -- backup /var/backups/rapport',
  },
  { title: 'howCheck', body: 'howCheckBody', text: 'npm run rapport -- restore --check /var/backups/rapport/<file>' },
  { title: 'howRestore', body: 'howRestoreBody', text: 'npm run rapport -- restore /var/backups/rapport/<file>' },
] as const;

/** When it was saved last, and how it is done: backups are made where the files lie, not in a browser. */
export function BackupPanel() {
  const t = useTexts(texts);
  const { data, error, refetch } = useData(BackupsDocument, {});
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Card title={t('lastBackup')}>
        {data === undefined && error === null && <LoadingState lines={2} />}
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <LastBackup backup={data.checks.lastBackup} />}
      </Card>
      {commands.map(({ title, body, text }) => (
        <Card key={title} title={t(title)} action={<CopyButton text={text} what={t(title)} />}>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Typography textColor="neutral700">{t(body)}</Typography>
            <CodeBlock label={t(title)} text={text} />
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}

function LastBackup({ backup }: { readonly backup: BackupsQuery['checks']['lastBackup'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useNow();
  if (backup === null) return <Notice kind="warning">{t('neverBacked')}</Notice>;
  const isOld = now - Date.parse(backup.at) > oldDays * dayMilliseconds;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {isOld && <Notice kind="warning">{t('oldBackup')}</Notice>}
      <Box>
        <Flex gap={8} wrap="wrap" tag="dl">
          <Figure label={t('made')}>
            <RelativeTime at={backup.at} />
          </Figure>
          <Figure label={t('size')}>{formatBytes(backup.bytes, locale)}</Figure>
        </Flex>
      </Box>
      <Typography textColor="neutral600">{`${t('withSecrets')}: ${t(backup.secrets ? 'inIt' : 'notInIt')}`}</Typography>
    </Flex>
  );
}
