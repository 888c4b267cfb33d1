import { EmptyState, ErrorState, LoadingState, PageFrame, useData, useTexts } from '@rapport/sdk/admin';
import { Link } from '@strapi/design-system';
import { ArrowLeft, Feather } from '@strapi/icons';
import { NavLink, useParams, useSearchParams } from 'react-router-dom';
import { EditorPage } from './editor/editor-page';
import { eventTextIn } from './media';
import { TemplateDocument, TemplateStartsDocument } from './templates.documents';
import type { TemplateQuery } from './templates.documents';
import { texts } from './texts';

export type Template = NonNullable<TemplateQuery['template']>;

export function TemplatePage() {
  const t = useTexts(texts);
  const { templateKey = '' } = useParams();
  const [params] = useSearchParams();
  const from = params.get('from') ?? '';
  const query = useData(TemplateDocument, { key: templateKey });
  const starts = useData(TemplateStartsDocument, {}, { enabled: from !== '' });
  const { data } = query;
  if (data === undefined || (from !== '' && starts.isLoading))
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        {query.error === null ? (
          <LoadingState />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </PageFrame>
    );
  const { template, templateMedia, templateEdgeProfiles } = data;
  if (template === null)
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        <EmptyState icon={<Feather width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      </PageFrame>
    );
  return (
    <EditorPage
      key={template.key}
      template={template}
      media={templateMedia}
      edgeProfiles={templateEdgeProfiles}
      firstEvent={eventTextIn(starts.data?.readyTemplates, from)}
      navigation={<Back />}
    />
  );
}

function Back() {
  const t = useTexts(texts);
  return (
    <Link tag={NavLink} to="/templates" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
}
