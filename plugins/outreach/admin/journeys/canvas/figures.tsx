import { formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { formatShare } from '../../results/words';
import { ReasonBars } from '../../words/reason-bars';
import { useJourneyWords } from '../use-journey-words';
import { useEditor } from './editor';
import type { StepFigure } from './editor';
import { canvasTexts } from './texts';

/** How many stand there now, came there and left there; nothing where nobody ever came. */
export function Figures({ step }: { readonly step: string }) {
  const t = useTexts(canvasTexts);
  const locale = useLocale();
  const { flowOf } = useFlow();
  const figure = useEditor().figures.get(step);
  if (figure === undefined || figure.reached === 0) return null;
  return (
    <>
      {figure.count > 0 && (
        <Place>
          <Count>{t('here', { count: formatNumber(figure.count, locale) })}</Count>
          {figure.failing > 0 && <Count $isBad>{t('failing', { count: formatNumber(figure.failing, locale) })}</Count>}
        </Place>
      )}
      <Flow>{flowOf(figure)}</Flow>
    </>
  );
}

/** The same beside the form of the step, with the reasons for which runs ended there. */
export function StepFlow({ step }: { readonly step: string }) {
  const t = useTexts(canvasTexts);
  const locale = useLocale();
  const { endOf } = useJourneyWords();
  const { flowOf } = useFlow();
  const figure = useEditor().figures.get(step);
  if (figure === undefined || figure.reached === 0) return null;
  return (
    <Box paddingTop={5}>
      <Typography variant="pi" fontWeight="bold" tag="h3">
        {t('flow')}
      </Typography>
      <Typography tag="p" paddingBottom={3}>
        {flowOf(figure)}
      </Typography>
      {figure.left === 0 ? (
        <Typography textColor="neutral600">{t('nobodyLeft')}</Typography>
      ) : (
        <Flex direction="column" alignItems="stretch" gap={2}>
          <Typography variant="pi" fontWeight="bold" tag="h3">
            {t('leftTitle')}
          </Typography>
          <ReasonBars
            bars={figure.leftBy.map(({ reason, count }) => ({
              ...{ key: reason, count, tone: 'withheld' },
              sentence: t('leftBy', { reason: endOf(reason), count: formatNumber(count, locale) }),
            }))}
          />
        </Flex>
      )}
    </Box>
  );
}

function useFlow() {
  const t = useTexts(canvasTexts);
  const locale = useLocale();
  /** `1,200 came here · 36 left here (3 %)` */
  const flowOf = ({ reached, left }: StepFigure): string => {
    const came = t('reached', { count: formatNumber(reached, locale) });
    if (left === 0) return came;
    const share = formatShare(left, reached, locale);
    return `${came} · ${t('left', { count: formatNumber(left, locale), share })}`;
  };
  return { flowOf };
}

// Below what the step says, in the node and in the list.
const Flow = styled.span`
  order: 1;
  flex-basis: 100%;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;
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
