import { styled } from 'styled-components';

/** Text as it is, in a fixed-width font. Scrolls by itself, also by keyboard. */
const Frame = styled.pre`
  margin: 0;
  padding: 1.2rem 1.6rem;
  max-height: 40rem;
  overflow: auto;
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral800};
  font-family: 'SF Mono', SFMono-Regular, ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  white-space: pre;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Frame tabIndex={0} role="region" aria-label={label}>
      {text}
    </Frame>
  );
}
