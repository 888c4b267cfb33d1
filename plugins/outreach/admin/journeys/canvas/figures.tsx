import { formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { styled } from 'styled-components';
import { useEditor } from './editor';
import { canvasTexts } from './texts';

/** How many stand there now; nothing where nobody does. */
export function Figures({ step }: { readonly step: string }) {
  const t = useTexts(canvasTexts);
  const locale = useLocale();
  const figure = useEditor().figures.get(step);
  if (figure === undefined || figure.count === 0) return null;
  return (
    <Place>
      <Count>{t('here', { count: formatNumber(figure.count, locale) })}</Count>
      {figure.failing > 0 && <Count $isBad>{t('failing', { count: formatNumber(figure.failing, locale) })}</Count>}
    </Place>
  );
}

const Place = styled.span`
  flex: none;
  display: flex;
  flex-direction: column;
  gap: 0.4rem;
  align-items: flex-end;
`;
const Count = styled.span<{ readonly $isBad?: boolean }>`
  padding: 0.2rem 0.8rem;
  font-size: 1.2rem;
  font-weight: 600;
  white-space: nowrap;
  border-radius: 1.2rem;
  color: ${({ theme, $isBad = false }) => ($isBad ? theme.colors.danger700 : theme.colors.success700)};
  background: ${({ theme, $isBad = false }) => ($isBad ? theme.colors.danger100 : theme.colors.success100)};
`;
