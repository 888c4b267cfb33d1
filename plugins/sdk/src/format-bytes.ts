const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `1.5 GB`, by 1,000 as disks are sold: three digits at the most say enough. The same on pages and in commands. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const maximumFractionDigits = bytes / 1_000 ** power < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[power], maximumFractionDigits }).format(
    bytes / 1_000 ** power,
  );
}
