import { isStorable } from '@rapport/sdk';
import { z } from 'zod';
import { templateLimits } from './limits';

/** BCP 47, as Intl writes it. */
export const templateLocale = z.string().max(35).refine(isCanonicalLocale, 'It is not a locale as BCP 47 writes it.');

const partText = z
  .string()
  .max(templateLimits.partCharsMax)
  .refine(isStorable, 'It holds characters that cannot be stored.');

/** locale -> part -> text; which parts there are is the channel's. */
export const templateContent = z
  .record(templateLocale, z.record(z.string().max(100), partText))
  .refine((content) => Object.keys(content).length > 0, 'It has no locale.')
  .refine((content) => Object.keys(content).length <= templateLimits.localesMax, 'It has too many locales.');
export type TemplateContent = z.infer<typeof templateContent>;

function isCanonicalLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}
