import { defineTexts, useData, useTexts, useViewer } from '@rapport/sdk/admin';
import { SourceNamesDocument } from './sources.documents';

const texts = defineTexts({
  graphql: { en: 'Rapport (API)', 'zh-Hans': 'Rapport（API）' },
  import: { en: 'Import', 'zh-Hans': '导入' },
});

/** What people call the source of an event; those who may not see sources read its reference. */
export function useSourceName(ref: string): string {
  const t = useTexts(texts);
  const { can } = useViewer();
  const { data } = useData(SourceNamesDocument, {}, { enabled: can('source.read') });
  if (ref === 'graphql') return t('graphql');
  if (ref.startsWith('import')) return t('import');
  return data?.sources.edges.find(({ node }) => node.ref === ref)?.node.name ?? ref;
}
