import {
  defineTexts,
  EmptyState,
  ErrorState,
  formatBytes,
  LoadingState,
  PageFrame,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft, File } from '@strapi/icons';
import type { ReactNode } from 'react';
import { NavLink, useParams } from 'react-router-dom';
import { OneImportDocument } from './imports.documents';
import type { OneImportQuery } from './imports.documents';
import { StateBadge } from './import-list';
import { Progress } from './progress';
import { Result } from './result';
import { SetUp } from './set-up';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  gone: {
    en: 'There is no such import. Files that nobody starts are removed after 7 days.',
    'zh-Hans': '没有这次导入。未开始的文件会在 7 天后删除。',
  },
  fileGone: {
    en: 'The file is no longer kept, so it cannot be imported. Upload it again.',
    'zh-Hans': '文件已不再保留，无法导入，请重新上传。',
  },
  notYours: {
    en: 'Somebody else has uploaded this file. To look into it takes the right to see personal data.',
    'zh-Hans': '该文件由他人上传，查看内容需要“查看个人信息”的权限。',
  },
});

export type OneImport = NonNullable<OneImportQuery['import']>;

export function ImportDetail() {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const query = useData(OneImportDocument, { id }, { refetchSeconds: 1 });
  const record = query.data?.import;
  const icon = <File width="6rem" height="6rem" fill="neutral400" aria-hidden />;
  let content: ReactNode = <LoadingState />;
  if (record !== null && record !== undefined) content = <Content record={record} />;
  else if (record === null) content = <EmptyState icon={icon} content={t('gone')} />;
  else if (query.error !== null) content = <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <PageFrame
      title={record?.fileName ?? t('title')}
      subtitle={record && <Subtitle record={record} />}
      navigation={
        <Link tag={NavLink} to="/imports" startIcon={<ArrowLeft />}>
          {t('back')}
        </Link>
      }
    >
      {content}
    </PageFrame>
  );
}

function Subtitle({ record }: { readonly record: OneImport }) {
  const locale = useLocale();
  return (
    <Flex gap={3}>
      <StateBadge state={record.state} />
      <Typography textColor="neutral600">
        {`${formatBytes(record.fileBytes, locale)} · ${record.createdByName ?? record.createdBy}`}
      </Typography>
    </Flex>
  );
}

function Content({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const icon = <File width="6rem" height="6rem" fill="neutral400" aria-hidden />;
  if (record.state === 'DRAFT') {
    if (!record.fileKept) return <EmptyState icon={icon} content={t('fileGone')} />;
    return record.readable ? <SetUp record={record} /> : <EmptyState icon={icon} content={t('notYours')} />;
  }
  if (record.state === 'WAITING' || record.state === 'RUNNING') return <Progress record={record} />;
  return <Result record={record} />;
}
