import { arabic } from './arabic';
import { chinese } from './chinese';
import { english } from './english';
import { french } from './french';
import { german } from './german';
import type { Phrases } from './phrases';

export type Language = 'en' | 'de' | 'fr' | 'zh' | 'ar';

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: english,
  de: german,
  fr: french,
  zh: chinese,
  ar: arabic,
};
