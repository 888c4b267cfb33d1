import { defineTexts, useTexts, useViewer } from '@rapport/sdk/admin';
import { Flex, LinkButton } from '@strapi/design-system';
import { BulletList, Shield } from '@strapi/icons';
import { Link } from 'react-router-dom';

const texts = defineTexts({
  privacy: { en: 'Export or erase', 'zh-Hans': '导出或删除' },
  audit: { en: 'Who looked', 'zh-Hans': '访问记录' },
});

/** From a customer to what the privacy officer does for him. */
export function CareLinks({ id }: { readonly id: string }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  return (
    <Flex gap={3}>
      {can('audit.read') && (
        <LinkButton tag={Link} to={`/audit?customer=${id}`} variant="tertiary" startIcon={<BulletList aria-hidden />}>
          {t('audit')}
        </LinkButton>
      )}
      {can('privacy.erase') && (
        <LinkButton tag={Link} to={`/privacy?who=${id}`} variant="tertiary" startIcon={<Shield aria-hidden />}>
          {t('privacy')}
        </LinkButton>
      )}
    </Flex>
  );
}
