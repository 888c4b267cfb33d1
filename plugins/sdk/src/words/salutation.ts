import type { JsonObject } from '../json';
import { hourOf } from './dates';
import { wordLocaleOf } from './locale';
import type { WordLocale } from './locale';
import { personName, spokenName } from './names';
import type { RenderOptions } from './view';

type DayPart = 'morning' | 'day' | 'evening' | 'night';

const byHour: Record<WordLocale, Record<DayPart, string>> = {
  en: { morning: 'Good morning', day: 'Good afternoon', evening: 'Good evening', night: 'Hello' },
  'zh-Hans': { morning: '早上好', day: '下午好', evening: '晚上好', night: '您好' },
  de: { morning: 'Guten Morgen', day: 'Guten Tag', evening: 'Guten Abend', night: 'Guten Tag' },
};

/** Without a name at its end: there is always one. */
export function salutationOf(
  customer: JsonObject,
  options: RenderOptions,
): { text: string; name: string | null; hour: number } {
  const { locale, tone = 'neutral' } = options;
  const language = wordLocaleOf(locale);
  const hour = hourOf(options.now, options.timeZone);
  const hello = tone === 'friendly' && language === 'de' ? 'Hallo' : byHour[language][dayPart(hour, language)];
  const name = spokenName(personName(customer), locale, tone) ?? null;
  if (name === null) return { text: hello, name, hour };
  if (language === 'zh-Hans') return { text: `${name}，${hello}`, name, hour };
  return { text: language === 'de' ? `${hello} ${name}` : `${hello}, ${name}`, name, hour };
}

function dayPart(hour: number, language: WordLocale): DayPart {
  if (hour < 5 || hour >= 22) return 'night';
  if (hour >= 18) return 'evening';
  // Germans say good morning until ten.
  return hour < (language === 'de' ? 10 : 12) ? 'morning' : 'day';
}
