import { defineTexts, useTexts, useViewer } from '@rapport/sdk/admin';
import { LinkButton } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

const texts = defineTexts({ importFile: { en: 'Import', 'zh-Hans': '导入' } });

/** The way here from other pages, for those who may. */
export function ImportButton() {
  const t = useTexts(texts);
  const { can } = useViewer();
  if (!can('import.write')) return null;
  return (
    <LinkButton tag={NavLink} to="/imports" variant="secondary" startIcon={<Upload aria-hidden />}>
      {t('importFile')}
    </LinkButton>
  );
}
