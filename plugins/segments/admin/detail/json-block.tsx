import type { Json } from '@rapport/sdk/admin';
import { styled } from 'styled-components';

/** JSON to read; it can be scrolled by keyboard. */
export function JsonBlock({ label, value }: { readonly label: string; readonly value: Json }) {
  return (
    <Block tabIndex={0} role="region" aria-label={label}>
      {JSON.stringify(value, null, 2)}
    </Block>
  );
}

export const Block = styled.pre`
  margin: 0;
  max-height: 48rem;
  overflow: auto;
  font-family: 'SF Mono', SFMono-Regular, ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
`;
