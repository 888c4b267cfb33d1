import { formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { DayLine } from './day-line';
import { changeOf, formatChange, formatValue } from './format';
import type { Figure } from './groups';
import { texts } from './texts';

type Props = {
  readonly figures: readonly Figure[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
};

/** Every figure at a glance; one of them is looked at below. */
export function Tiles({ figures, chosen, onChoose }: Props) {
  return (
    <Grid>
      {figures.map((figure) => (
        <li key={figure.name}>
          <Tile
            type="button"
            title={figure.formula}
            aria-pressed={figure.name === chosen}
            onClick={() => onChoose(figure.name)}
          >
            <TileContent figure={figure} />
          </Tile>
        </li>
      ))}
    </Grid>
  );
}

function TileContent({ figure }: { readonly figure: Figure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { label, kind, total, groups } = figure;
  const values = groups.map(({ value }) => value.value);
  const write = (value: number): string => formatValue(value, kind, locale);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" fontWeight="semiBold" textColor="neutral700">
        {label}
      </Typography>
      <Flex gap={2} alignItems="baseline" wrap="wrap">
        <Typography variant="alpha" textColor={total.value === null ? 'neutral600' : 'neutral800'}>
          {total.value === null ? t('noValue') : write(total.value)}
        </Typography>
        {kind === 'DURATION' && total.value !== null && (
          <Typography variant="pi" textColor="neutral600">
            {t('median')}
          </Typography>
        )}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {t('counted', { count: total.n })}
        {total.low !== null && total.high !== null && (
          <> · {t('between', { low: write(total.low), high: write(total.high) })}</>
        )}
      </Typography>
      <ChangeLine figure={figure} />
      <Box paddingTop={1} aria-hidden>
        <DayLine values={values} top={topOf(figure)} label={label} tall="3.2rem" />
      </Box>
    </Flex>
  );
}

/** Where the line of a figure ends: shares at the whole, others at the largest day. */
export function topOf({ kind, groups }: Figure): number {
  const highest = Math.max(0, ...groups.map(({ value }) => value.value ?? 0));
  return kind === 'SHARE' ? 1 : highest === 0 ? 1 : highest;
}

const colors = { better: 'success700', worse: 'danger700', unclear: 'neutral600', same: 'neutral600' } as const;

/** Against the days before; said in words, not by colour alone. */
function ChangeLine({ figure: { total, previous, kind, good } }: { readonly figure: Figure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (total.value === null) return null;
  const change =
    previous.value === null ? null : changeOf({ ...total, value: total.value }, previous.value, kind, good);
  if (change === null) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {t('noBefore')}
      </Typography>
    );
  }
  const amount = formatChange(change, kind, locale);
  const words = kind === 'SHARE' ? t('points', { value: amount }) : amount;
  return (
    <Typography variant="pi" fontWeight="semiBold" textColor={colors[change.verdict]}>
      {change.verdict === 'same' ? t('same') : t(change.verdict, { change: words })}
    </Typography>
  );
}

/** Its value with the interval and how many count, as one line of text. */
export function useSummaryLine(): (figure: Figure) => string {
  const t = useTexts(texts);
  const locale = useLocale();
  return ({ kind, total }) => {
    const write = (value: number): string => formatValue(value, kind, locale);
    const parts = [`n = ${formatNumber(total.n, locale)}`];
    if (total.low !== null && total.high !== null)
      parts.push(t('certainty', { low: write(total.low), high: write(total.high) }));
    if (total.p90 !== null) parts.push(t('p90', { value: write(total.p90) }));
    return parts.join(' · ');
  };
}

const Grid = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr));
  gap: 1.6rem;
`;
const Tile = styled.button`
  /* Of a row of them all begin at the top; a plain button would centre what it holds. */
  display: flex;
  flex-direction: column;
  align-items: stretch;
  justify-content: flex-start;
  width: 100%;
  height: 100%;
  padding: 2rem;
  text-align: start;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
  &:hover {
    border-color: ${({ theme }) => theme.colors.primary200};
  }
  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: inset 0 0 0 1px ${({ theme }) => theme.colors.primary600};
  }
`;
