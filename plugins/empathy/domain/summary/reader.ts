/** In which of our languages he is told what happened. @param locale BCP 47 */
export function languageOfReader(locale: string): 'en' | 'zh' | 'de' {
  return locale.startsWith('zh') ? 'zh' : locale.startsWith('de') ? 'de' : 'en';
}
