import { Box, TextInput, Typography } from '@strapi/design-system';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { styled } from 'styled-components';

export type Suggestion = { readonly value: string; readonly hint?: string };
type Props = {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly suggestions: readonly Suggestion[];
  readonly onChange: (value: string) => void;
  /** One of the suggestions was taken; without it, it is written like any other text. */
  readonly onChoose?: (value: string) => void;
  /** While somebody types: to ask for other suggestions. */
  readonly onType?: (text: string) => void;
  readonly hasError?: boolean;
  readonly widthRem?: number;
};
const shownMax = 12;

/** A text with suggestions of what has been seen; anything else may be written, too. An ARIA combobox with a list. */
export function SuggestInput(props: Props) {
  const { label, value, placeholder, suggestions, onChange, onChoose, onType, hasError = false, widthRem = 20 } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = matching(suggestions, value);
  const isOpen = open && shown.length > 0;
  const write = (text: string): void => {
    onChange(text);
    onType?.(text);
    setActive(-1);
  };
  const choose = (one: Suggestion): void => {
    if (onChoose === undefined) write(one.value);
    else onChoose(one.value);
    setActive(-1);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = shown[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.altKey) return;
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => (now + step + shown.length + (now === -1 && step === -1 ? 1 : 0)) % Math.max(1, shown.length));
    } else if (event.key === 'Enter' && isOpen && chosen !== undefined) {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <Box position="relative" width={`${widthRem}rem`} maxWidth="100%">
      <TextInput
        size="S"
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        hasError={hasError}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => {
          write(event.target.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isOpen && <Choices id={id} label={label} shown={shown} active={active} onChoose={choose} />}
    </Box>
  );
}

type ChoicesProps = {
  readonly id: string;
  readonly label: string;
  readonly shown: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (one: Suggestion) => void;
};

function Choices({ id, label, shown, active, onChoose }: ChoicesProps) {
  return (
    <Popup role="listbox" id={id} aria-label={label}>
      {shown.map((one, at) => (
        <Item
          key={one.value}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          $active={at === active}
          // Before the field loses the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(one);
          }}
        >
          <Typography ellipsis>{one.value}</Typography>
          {one.hint !== undefined && (
            <Typography variant="pi" textColor="neutral600">
              {one.hint}
            </Typography>
          )}
        </Item>
      ))}
    </Popup>
  );
}

/** What begins with the text, then what has it inside; everything while the text is one of them already. */
function matching(suggestions: readonly Suggestion[], text: string): readonly Suggestion[] {
  const typed = text.trim().toLowerCase();
  if (typed === '' || suggestions.some(({ value }) => value === text)) return suggestions.slice(0, shownMax);
  const place = ({ value }: Suggestion): number => value.toLowerCase().indexOf(typed);
  return suggestions
    .filter((one) => place(one) >= 0)
    .sort((first, second) => Math.min(1, place(first)) - Math.min(1, place(second)))
    .slice(0, shownMax);
}

const Popup = styled.ul`
  position: absolute;
  inset-block-start: calc(100% + 0.4rem);
  inset-inline-start: 0;
  min-width: 100%;
  width: max-content;
  max-width: 42rem;
  max-height: 32rem;
  overflow-y: auto;
  z-index: 10;
  padding: 0.4rem;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;
const Item = styled.li<{ readonly $active: boolean }>`
  display: flex;
  justify-content: space-between;
  gap: 1.6rem;
  padding: 0.6rem 0.8rem;
  cursor: pointer;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
