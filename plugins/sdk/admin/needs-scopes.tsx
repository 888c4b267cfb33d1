import { EmptyStateLayout } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import type { ReactNode } from 'react';
import { PageFrame } from './page-frame';
import { useData } from './queries';
import { ErrorState, LoadingState } from './states';
import { defineTexts, formatText } from './text';
import type { Text } from './text';
import { useLocale, useTexts } from './use-texts';
import { ViewerDocument } from './viewer.documents';

const texts = defineTexts({
  lacking: {
    en: 'You lack the {count, plural, one {right} other {rights}} {scopes}. An administrator can add {count, plural, one {it} other {them}} to your role in Settings → Roles → Rapport.',
    'zh-Hans': '您缺少权限 {scopes}。管理员可在“设置 → 角色 → Rapport”中为您的角色添加。',
  },
});

type Props = { readonly scopes: readonly string[]; readonly label: Text; readonly children: ReactNode };

/** Shows a page to whoever holds all of its rights; others read which one they lack, and who can help. */
export function NeedsScopes({ scopes, label, children }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const title = formatText(label, locale);
  const { data, error, refetch } = useData(ViewerDocument, {});
  if (data === undefined) {
    return (
      <PageFrame title={title}>
        {error === null ? <LoadingState /> : <ErrorState error={error} onRetry={() => void refetch()} />}
      </PageFrame>
    );
  }
  const held = new Set(data.viewer.scopes.split(' '));
  const missing = scopes.filter((scope) => !held.has(scope));
  if (missing.length === 0) return children;
  return (
    <PageFrame title={title}>
      <EmptyStateLayout
        icon={<Lock width="4rem" height="4rem" fill="neutral400" aria-hidden />}
        content={t('lacking', { count: missing.length, scopes: missing.join(', ') })}
      />
    </PageFrame>
  );
}
