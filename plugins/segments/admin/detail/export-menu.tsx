import { defineTexts, useFileDownload, useTexts } from '@rapport/sdk/admin';
import { MenuItem, SimpleMenu, Typography } from '@strapi/design-system';

const texts = defineTexts({
  export: { en: 'Export', 'zh-Hans': '导出' },
  exporting: { en: 'Exporting …', 'zh-Hans': '正在导出…' },
  csv: { en: 'CSV, for spreadsheets', 'zh-Hans': 'CSV（电子表格）' },
  ndjson: { en: 'NDJSON, with all traits', 'zh-Hans': 'NDJSON（含全部属性）' },
  failed: { en: 'The export did not work. Try again.', 'zh-Hans': '导出失败，请重试。' },
});
const formats = ['csv', 'ndjson'] as const;

/** All members as a file. What of them is in it the server decides by the rights of who asks. */
export function ExportMenu({ segmentKey }: { readonly segmentKey: string }) {
  const t = useTexts(texts);
  const { start, isLoading, hasFailed } = useFileDownload();
  return (
    <>
      <SimpleMenu
        label={isLoading ? t('exporting') : t('export')}
        variant="tertiary"
        popoverPlacement="bottom-end"
        disabled={isLoading}
      >
        {formats.map((format) => (
          <MenuItem
            key={format}
            onSelect={() => start(`/segments/${segmentKey}/members.${format}`, `${segmentKey}.${format}`)}
          >
            {t(format)}
          </MenuItem>
        ))}
      </SimpleMenu>
      {hasFailed && (
        <Typography textColor="danger600" role="alert">
          {t('failed')}
        </Typography>
      )}
    </>
  );
}
