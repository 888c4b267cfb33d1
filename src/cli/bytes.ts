const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `1.4 GB`: for people. */
export function inBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  return `${step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ''}`;
}
