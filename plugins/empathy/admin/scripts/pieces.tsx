import { textIn, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { texts } from './texts';

const Value = styled.mark`
  background: ${({ theme }) => theme.colors.success100};
  color: ${({ theme }) => theme.colors.neutral800};
`;
const Missing = styled.mark`
  background: ${({ theme }) => theme.colors.warning100};
  color: ${({ theme }) => theme.colors.neutral800};
  font-weight: 600;
`;
const Dropped = styled.del`
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** The text with its values marked, and what was left out of it. */
export function Pieces({ pieces }: { readonly pieces: readonly JsonObject[] }) {
  const t = useTexts(texts);
  if (!pieces.some((piece) => textIn(piece, 'kind') !== 'text')) return null;
  return (
    <Box tag="section" aria-label={t('how')}>
      <Typography variant="sigma" tag="h3" textColor="neutral600">
        {t('how')}
      </Typography>
      <Typography variant="pi" tag="p" textColor="neutral600">
        {t('howHint')}
      </Typography>
      <Typography tag="p" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {pieces.map((piece, index) => (
          <Piece key={index} kind={textIn(piece, 'kind')} text={textIn(piece, 'text')} />
        ))}
      </Typography>
    </Box>
  );
}

function Piece({ kind, text }: { readonly kind: string; readonly text: string }) {
  if (kind === 'value') return <Value>{text}</Value>;
  if (kind === 'missing') return <Missing>{text}</Missing>;
  return kind === 'dropped' ? <Dropped>{text}</Dropped> : <>{text}</>;
}
