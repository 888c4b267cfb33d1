import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelLocale } from '../domain/panel/view';
import { formatOf, type Format } from './format';
import { textsOf, type Texts } from './texts';
import type { Whom } from './host';

/** What all parts of the panel share. */
export type Shared = {
  readonly locale: PanelLocale;
  readonly t: Texts;
  readonly format: Format;
  /** The clock, a minute at a time. */
  readonly now: number;
  readonly whom: Whom;
  /** Says it to everybody, and offers to take it back where that is possible. */
  readonly tell: (text: string, undo?: () => void) => void;
};

const shared = createContext<Shared | null>(null);
export const SharedProvider = shared.Provider;

export function useShared(): Shared {
  const found = useContext(shared);
  if (found === null) throw new Error('no SharedProvider');
  return found;
}

/** @param languages of the browser: how dates and numbers are written is a matter of the region, too */
export function wordsOf(locale: PanelLocale, languages: readonly string[]): Pick<Shared, 'locale' | 't' | 'format'> {
  const region = languages.find((one) => one.startsWith(locale.slice(0, 2)));
  return { locale, t: textsOf(locale), format: formatOf(region ?? locale) };
}
