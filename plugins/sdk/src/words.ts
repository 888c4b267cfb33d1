import type { SettingWords } from './helpdesk';
import type { LocalizedText } from './segments';

/** A text in English and in Chinese. */
export function localized(en: string, zhHans: string): LocalizedText {
  return { en, 'zh-Hans': zhHans };
}

/** Label and hint of a setting, in English and in Chinese each. */
export function settingWords(en: string, zhHans: string, hintEn: string, hintZhHans: string): SettingWords {
  return { label: localized(en, zhHans), hint: localized(hintEn, hintZhHans) };
}
