import type { Locale } from '@rapport/sdk/admin/pure';

/** `12.3%`. @param part of `whole`; of nothing there is no share */
export function formatShare(part: number, whole: number, locale: Locale): string {
  return whole === 0 ? '–' : formatRate(part / whole, locale);
}

export function formatRate(share: number, locale: Locale): string {
  return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
}

/** Hundredths with their sign: `+1.4`, `-0.3`, `0`. */
export function formatPoints(share: number, locale: Locale): string {
  return (share * 100).toLocaleString(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
}

/** `German`; what is no language stays as it is. @param tag BCP 47 */
export function languageName(tag: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
