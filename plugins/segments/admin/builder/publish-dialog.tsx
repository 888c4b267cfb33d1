import {
  ConfirmDialog,
  CustomerLink,
  defineTexts,
  ErrorState,
  Figure,
  formatNumber,
  LoadingState,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { ApiError, Json } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { DefinitionChangeDocument } from './builder.documents';
import type { DefinitionChangeQuery } from './builder.documents';

const texts = defineTexts({
  publishTitle: { en: 'What would change', 'zh-Hans': '将会发生的变化' },
  stay: { en: 'stay', 'zh-Hans': '保留' },
  enter: { en: 'enter', 'zh-Hans': '进入' },
  leave: { en: 'leave', 'zh-Hans': '离开' },
  entering: { en: 'Among those who enter', 'zh-Hans': '进入者示例' },
  leaving: { en: 'Among those who leave', 'zh-Hans': '离开者示例' },
  built: {
    en: 'The new version is built beside the one that counts and takes its place when everybody was looked at.',
    'zh-Hans': '新版本会在后台构建，完成后一次性替换当前版本。',
  },
  publish: { en: 'Save and publish', 'zh-Hans': '保存并发布' },
});

type Props = {
  readonly segmentId: string;
  readonly definition: Json;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly onClose: () => void;
  readonly onPublish: () => void;
};

/** Who would come and go, before somebody decides. */
export function PublishDialog({ segmentId, definition, isBusy, error, onClose, onPublish }: Props) {
  const t = useTexts(texts);
  const change = useData(DefinitionChangeDocument, { id: segmentId, definition });
  return (
    <ConfirmDialog
      title={t('publishTitle')}
      action={t('publish')}
      isWide
      isBusy={isBusy}
      error={error}
      onConfirm={onPublish}
      onClose={onClose}
    >
      {change.error !== null && <ErrorState error={change.error} onRetry={() => void change.refetch()} />}
      {change.isLoading && <LoadingState lines={3} />}
      {change.data !== undefined && <WhoMoves change={change.data.segmentChange} />}
      <Typography textColor="neutral600">{t('built')}</Typography>
    </ConfirmDialog>
  );
}

function WhoMoves({ change }: { readonly change: DefinitionChangeQuery['segmentChange'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <>
      <Flex tag="dl" gap={8}>
        <Figure label={t('stay')}>{formatNumber(change.stay, locale)}</Figure>
        <Figure label={t('enter')}>+{formatNumber(change.enter, locale)}</Figure>
        <Figure label={t('leave')}>−{formatNumber(change.leave, locale)}</Figure>
      </Flex>
      <Names label={t('entering')} edges={change.entering.edges} />
      <Names label={t('leaving')} edges={change.leaving.edges} />
    </>
  );
}

type Edges = DefinitionChangeQuery['segmentChange']['entering']['edges'];

function Names({ label, edges }: { readonly label: string; readonly edges: Edges }) {
  const profiles = edges.flatMap(({ node }) => (node === null ? [] : [node]));
  if (profiles.length === 0) return null;
  return (
    <div>
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
      <ul>
        {profiles.map((profile) => (
          <Typography key={profile.profileId} tag="li">
            <CustomerLink profile={profile} />
          </Typography>
        ))}
      </ul>
    </div>
  );
}
