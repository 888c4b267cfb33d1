import { useRef } from 'react';
import type { RefObject } from 'react';

export type Insert = (text: string) => void;
type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts text where the cursor is in a field, or in place of what is chosen in it. */
export function useInsert<F extends Field>(
  onChange: (value: string) => void,
): { readonly field: RefObject<F>; readonly insert: Insert } {
  const field = useRef<F>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  const insert: Insert = (text) => {
    const element = field.current;
    if (element === null) return;
    const from = element.selectionStart ?? element.value.length;
    const to = element.selectionEnd ?? from;
    latest.current(`${element.value.slice(0, from)}${text}${element.value.slice(to)}`);
    element.focus();
  };
  return { field, insert };
}
