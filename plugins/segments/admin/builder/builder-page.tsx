import { EmptyState, ErrorState, LoadingState, PageFrame, useData, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Link } from '@strapi/design-system';
import { ArrowLeft, Filter } from '@strapi/icons';
import { NavLink, useParams, useSearchParams } from 'react-router-dom';
import { SegmentTemplatesDocument } from '../list/list.documents';
import { TemplateGallery, templatesOf } from '../templates/template-gallery';
import { Builder } from './builder';
import { SegmentLanguageDocument, SegmentToEditDocument } from './builder.documents';
import { languageOf } from './language';
import { pageTexts } from './page-texts';

/** A new segment: from a template, after choosing one, or from nothing. */
export function NewSegmentPage() {
  const t = useTexts(pageTexts);
  const locale = useLocale();
  const [address] = useSearchParams();
  const wanted = address.get('template');
  const language = useData(SegmentLanguageDocument, {});
  const templates = useData(SegmentTemplatesDocument, {}, { enabled: wanted !== null });
  if (wanted === null && address.get('from') === 'templates') {
    return (
      <PageFrame title={t('choose')} navigation={<Back />} subtitle={t('chooseHint')}>
        <TemplateGallery />
      </PageFrame>
    );
  }
  const template = templatesOf(templates.data?.segmentTemplates, locale).find(({ key }) => key === wanted);
  const isReady = language.data !== undefined && (wanted === null || templates.data !== undefined);
  if (!isReady) return <Waiting title={t('newTitle')} query={language.error === null ? templates : language} />;
  return (
    <Builder
      // A template that is chosen after another begins anew.
      key={wanted ?? ''}
      navigation={<Back />}
      language={languageOf(language.data.segmentLanguage)}
      start={{
        segment: null,
        name: template?.name ?? '',
        description: template?.description ?? '',
        definition: template?.definition ?? null,
      }}
    />
  );
}

export function EditSegmentPage() {
  const t = useTexts(pageTexts);
  const { segmentKey = '' } = useParams();
  const language = useData(SegmentLanguageDocument, {});
  const query = useData(SegmentToEditDocument, { key: segmentKey });
  const segment = query.data?.segment;
  if (segment === null || segment?.kind === 'LIST') {
    return (
      <PageFrame title={t('newTitle')} navigation={<Back />}>
        <EmptyState icon={<Filter width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      </PageFrame>
    );
  }
  if (segment === undefined || language.data === undefined)
    return <Waiting title={t('newTitle')} query={query.error === null ? language : query} />;
  const { name, description } = segment;
  const definition: Json = segment.definition ?? null;
  return (
    <Builder
      key={segment.segmentId}
      navigation={<Back segmentKey={segmentKey} name={name} />}
      language={languageOf(language.data.segmentLanguage)}
      start={{ segment, name, description, definition }}
    />
  );
}

function Back({ segmentKey, name }: { readonly segmentKey?: string; readonly name?: string }) {
  const t = useTexts(pageTexts);
  const to = segmentKey === undefined ? '/segments' : `/segments/${segmentKey}`;
  return (
    <Link tag={NavLink} to={to} startIcon={<ArrowLeft aria-hidden />}>
      {name ?? t('back')}
    </Link>
  );
}

type WaitingProps = {
  readonly title: string;
  readonly query: Pick<ReturnType<typeof useData>, 'error' | 'refetch'>;
};

function Waiting({ title, query: { error, refetch } }: WaitingProps) {
  return (
    <PageFrame title={title} navigation={<Back />}>
      <Box padding={4}>
        {error === null ? <LoadingState lines={8} /> : <ErrorState error={error} onRetry={() => void refetch()} />}
      </Box>
    </PageFrame>
  );
}
