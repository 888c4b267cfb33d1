import {
  Card,
  defineTexts,
  describeError,
  newCommandKey,
  Notice,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Play, User } from '@strapi/icons';
import { NavLink, useNavigate } from 'react-router-dom';
import { Counts } from './counts';
import type { OneImport } from './import-detail';
import { ImportAgainDocument, StartImportDocument } from './imports.documents';
import { RejectedRows } from './rejected-rows';
import { texts as shared } from './texts';
import { describeReason } from './trial';

const texts = defineTexts({
  ...shared,
  allGood: { en: 'Every row was imported.', 'zh-Hans': '所有行均已导入。' },
  someRejected: {
    en: 'Some rows could not be imported. They are below with their reasons: download them, mend them, import that file.',
    'zh-Hans': '部分行无法导入，原因见下方。可下载后修改，再导入修改后的文件。',
  },
  allRejected: {
    en: 'No row could be imported: the columns probably mean something else. Use the file again and choose anew what they become.',
    'zh-Hans': '没有任何行可以导入，可能是列的含义设置有误。请再次使用该文件并重新选择。',
  },
  allPresent: {
    en: 'Every row had been imported before. Nothing was doubled or changed.',
    'zh-Hans': '所有行此前都已导入，没有重复写入，也没有改动。',
  },
  stopped: {
    en: 'It was stopped. What was imported by then stays; it can go on from there.',
    'zh-Hans': '导入已停止。已导入的数据会保留，可以从停止处继续。',
  },
  failed: {
    en: 'It failed: {reason} What was imported by then stays.',
    'zh-Hans': '导入失败：{reason}已导入的数据会保留。',
  },
  goOn: { en: 'Go on', 'zh-Hans': '继续' },
  again: { en: 'Use the file again', 'zh-Hans': '再次使用该文件' },
  customers: { en: 'See the customers', 'zh-Hans': '查看客户' },
});

/** What came of it, and what to do next. */
export function Result({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const resume = useCommand(StartImportDocument);
  const again = useCommand(ImportAgainDocument);
  const { importId } = record;
  const input = () => ({ input: { importId, idempotencyKey: newCommandKey() } });
  const repeat = (): void =>
    again.mutate(input(), {
      onSuccess: ({ importAgain }) => {
        if (importAgain.import !== null) navigate(`/imports/${importAgain.import.importId}`);
      },
    });
  const error = resume.error ?? again.error;
  const canGoOn = record.state !== 'DONE' && record.fileKept && record.readable;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Outcome record={record} />
      <Card title={t(record.state)}>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Counts record={record} />
          <Flex gap={3} wrap="wrap">
            {canGoOn && (
              <Button
                startIcon={<Play aria-hidden />}
                loading={resume.isPending}
                onClick={() => resume.mutate(input())}
              >
                {t('goOn')}
              </Button>
            )}
            {record.accepted > 0 && (
              <LinkButton tag={NavLink} to="/customers" variant="secondary" startIcon={<User aria-hidden />}>
                {t('customers')}
              </LinkButton>
            )}
            {record.fileKept && record.readable && (
              <Button
                variant="tertiary"
                startIcon={<ArrowClockwise aria-hidden />}
                loading={again.isPending}
                onClick={repeat}
              >
                {t('again')}
              </Button>
            )}
          </Flex>
          {error !== null && (
            <Typography textColor="danger600" role="alert">
              {describeError(error, locale)}
            </Typography>
          )}
        </Flex>
      </Card>
      {record.rejected > 0 && record.readable && <RejectedRows record={record} />}
    </Flex>
  );
}

function Outcome({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { state, rows, accepted, duplicates, rejected, errorCode, errorMessage } = record;
  if (state === 'FAILED') {
    const reason = describeReason(errorCode ?? 'unexpected', errorMessage ?? '', locale);
    return (
      <Notice kind="warning" role="alert">
        {t('failed', { reason })}
      </Notice>
    );
  }
  if (state === 'CANCELLED') return <Notice kind="warning">{t('stopped')}</Notice>;
  if (rejected > 0) return <Notice kind="warning">{t(rejected === rows ? 'allRejected' : 'someRejected')}</Notice>;
  return <Notice kind="good">{t(accepted === 0 && duplicates > 0 ? 'allPresent' : 'allGood')}</Notice>;
}
