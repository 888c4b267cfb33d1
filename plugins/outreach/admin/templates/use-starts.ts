import { useData, useLocale } from '@rapport/sdk/admin';
import { mediaIn, startsIn } from './media';
import type { Start } from './media';
import { TemplateStartsDocument } from './templates.documents';

/** Texts to start from, in the reader's language, and for which media something can be written. */
export function useStarts(): { readonly starts: readonly Start[]; readonly media: readonly string[] } {
  const locale = useLocale();
  const { data } = useData(TemplateStartsDocument, {});
  return { starts: startsIn(data?.readyTemplates, locale), media: mediaIn(data?.templateMedia) };
}
