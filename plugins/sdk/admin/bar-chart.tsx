import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import { formatNumber } from './format';
import { TableHeads } from './table-heads';
import { defineTexts } from './text';
import type { Locale } from './text';
import { useLocale, useTexts } from './use-texts';

const texts = defineTexts({
  asTable: { en: 'Show as a table', 'zh-Hans': '以表格显示' },
  highest: { en: 'Up to {value}', 'zh-Hans': '最高 {value}' },
  when: { en: 'When', 'zh-Hans': '时间' },
});

/** One column of a chart: values from the bottom up. */
export type Bar = { readonly label: string; readonly values: readonly number[] };
export type Series = { readonly label: string; readonly color: 'primary500' | 'danger500' };
type Props = {
  readonly title: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  /** How a value is written; as a number where it is missing. */
  readonly format?: (value: number, locale: Locale) => string;
};

const width = 720;
const height = 160;
const gapShare = 0.2;
/** One day alone is a bar, not a wall. */
const barWidthMax = 60;

/** Stacked bars in plain SVG; who cannot see them, or wants the figures, opens the same as a table. */
export function BarChart({ title, series, bars, format = formatNumber }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const id = useId();
  const highest = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const step = width / Math.max(1, bars.length);
  const barWidth = Math.min(step * (1 - gapShare), barWidthMax);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Typography variant="delta" tag="h3" id={id}>
          {title}
        </Typography>
        <Flex gap={4}>
          {series.map(({ label, color }) => (
            <Flex key={label} gap={2}>
              <Box width="1.2rem" height="1.2rem" background={color} hasRadius aria-hidden />
              <Typography variant="pi" textColor="neutral700">
                {label}
              </Typography>
            </Flex>
          ))}
        </Flex>
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {t('highest', { value: format(highest, locale) })}
      </Typography>
      <Chart viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-labelledby={id}>
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className="axis" />
        {bars.map(({ label, values }, at) => {
          let top = height;
          return (
            <g key={label}>
              <title>{`${label}: ${values.map((value, place) => `${format(value, locale)} ${series[place]?.label ?? ''}`).join(', ')}`}</title>
              <rect x={at * step} y={0} width={step} height={height} className="hover" />
              {values.map((value, place) => {
                const tall = (value / highest) * (height - 8);
                top -= tall;
                return (
                  <rect
                    key={series[place]?.label ?? place}
                    className={series[place]?.color}
                    x={at * step + (step - barWidth) / 2}
                    y={top}
                    width={barWidth}
                    height={tall}
                  />
                );
              })}
            </g>
          );
        })}
      </Chart>
      <Flex justifyContent={bars.length === 1 ? 'center' : 'space-between'}>
        <Typography variant="pi" textColor="neutral600">
          {bars[0]?.label}
        </Typography>
        {bars.length > 1 && (
          <Typography variant="pi" textColor="neutral600">
            {bars.at(-1)?.label}
          </Typography>
        )}
      </Flex>
      <AsTable series={series} bars={bars} format={format} />
    </Flex>
  );
}

function AsTable({ series, bars, format }: Required<Omit<Props, 'title'>>) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <details>
      <Typography tag="summary" variant="pi" textColor="primary600" cursor="pointer">
        {t('asTable')}
      </Typography>
      <Box paddingTop={2}>
        <Table colCount={series.length + 1} rowCount={bars.length + 1}>
          <TableHeads heads={[t('when'), ...series.map(({ label }) => label)]} />
          <Tbody>
            {bars.map(({ label, values }) => (
              <Tr key={label}>
                <Td>
                  <Typography>{label}</Typography>
                </Td>
                {values.map((value, place) => (
                  <Td key={series[place]?.label ?? place}>
                    <Typography>{format(value, locale)}</Typography>
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
    </details>
  );
}

/** A row's volume at a glance: the shape alone; `label` says what it shows. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const highest = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length);
  return (
    <Spark viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label}>
      <line x1={0} x2={100} y1={23.5} y2={23.5} className="axis" />
      {values.map((value, at) => {
        const tall = (value / highest) * 22;
        return <rect key={at} className="primary500" x={at * step} y={24 - tall} width={step * 0.8} height={tall} />;
      })}
    </Spark>
  );
}

const Svg = styled.svg`
  display: block;
  .axis {
    stroke: ${({ theme }) => theme.colors.neutral300};
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .primary500 {
    fill: ${({ theme }) => theme.colors.primary500};
  }
  .danger500 {
    fill: ${({ theme }) => theme.colors.danger500};
  }
  .hover {
    fill: transparent;
  }
  g:hover .hover {
    fill: ${({ theme }) => theme.colors.neutral200};
  }
`;
const Chart = styled(Svg)`
  width: 100%;
  height: 16rem;
`;
const Spark = styled(Svg)`
  width: 12rem;
  height: 2.4rem;
`;
