import { defineTexts, useTexts } from '@rapport/sdk/admin';
import { SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import type { Column, SeenColumn } from './preview-shape';

const texts = defineTexts({
  format: { en: 'Date format of {column}', 'zh-Hans': '{column} 的日期格式' },
  iso: { en: 'ISO 8601: 2026-11-29 14:05', 'zh-Hans': 'ISO 8601：2026-11-29 14:05' },
  epoch: { en: 'Seconds since 1970', 'zh-Hans': '1970 年以来的秒数' },
  'epoch-ms': { en: 'Milliseconds since 1970', 'zh-Hans': '1970 年以来的毫秒数' },
  is: { en: '{from} is {to} (UTC)', 'zh-Hans': '{from} 即 {to}（UTC）' },
});

/** Offered where the values themselves do not say; the likelier first. */
const usual = [
  'iso',
  'd.m.yyyy',
  'd/m/yyyy',
  'm/d/yyyy',
  'd.m.yyyy h:mm',
  'm/d/yyyy h:mm am',
  'yyyy/m/d',
  'yyyymmdd',
  'epoch',
  'epoch-ms',
];

type Props = {
  readonly seen: SeenColumn;
  readonly column: Column;
  readonly onChange: (column: Column) => void;
};

/** How a date is written, with what it makes of the first value: day and month are easily exchanged. */
export function DateFormat({ seen, column, onChange }: Props) {
  const t = useTexts(texts);
  const value = column.dateFormat ?? 'iso';
  const fitting = seen.dateFormats.map(({ format }) => format);
  const formats = [...new Set([...(fitting.length > 0 ? fitting : usual), value])];
  const example = seen.dateFormats.find(({ format }) => format === value);
  const label = (format: string): string =>
    format === 'iso' || format === 'epoch' || format === 'epoch-ms' ? t(format) : format;
  return (
    <>
      <SingleSelect
        aria-label={t('format', { column: column.name })}
        value={value}
        onChange={(next) => onChange({ ...column, dateFormat: String(next) })}
      >
        {formats.map((format) => (
          <SingleSelectOption key={format} value={format}>
            {label(format)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      {example !== undefined && (
        <Typography variant="pi" textColor="neutral600">
          {t('is', { from: example.from, to: example.to.slice(0, 16).replace('T', ' ').replace(' 00:00', '') })}
        </Typography>
      )}
    </>
  );
}
