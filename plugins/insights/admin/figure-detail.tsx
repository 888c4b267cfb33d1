import { Card, formatNumber, TableHeads, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { DayLine } from './day-line';
import { formatShortDay, formatValue } from './format';
import type { Figure } from './groups';
import { texts } from './texts';
import { topOf, useSummaryLine } from './tiles';

/** One figure: how it is reckoned, on how many conversations it stands, and how it went. */
export function FigureDetail({ figure }: { readonly figure: Figure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const summaryLine = useSummaryLine();
  const { label, formula, kind, groups } = figure;
  const top = topOf(figure);
  const write = (value: number | null): string => (value === null ? t('noValue') : formatValue(value, kind, locale));
  const titles = groups.map(
    ({ key, value }) =>
      `${formatShortDay(key ?? '', locale)}: ${write(value.value)} (n = ${formatNumber(value.n, locale)})`,
  );
  const [first, last] = [groups[0]?.key, groups.at(-1)?.key];
  return (
    <Card title={label}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex direction="column" alignItems="stretch" gap={1}>
          <Typography textColor="neutral700">
            <strong>{t('formula')}</strong>: {formula}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {summaryLine(figure)}
          </Typography>
        </Flex>
        <Flex alignItems="stretch" gap={3}>
          <Flex direction="column" justifyContent="space-between" alignItems="flex-end">
            {[top, top / 2, 0].map((value) => (
              <Typography key={value} variant="pi" textColor="neutral600">
                {formatValue(value, kind, locale)}
              </Typography>
            ))}
          </Flex>
          <DayLine
            values={groups.map(({ value }) => value.value)}
            top={top}
            label={`${label}, ${t('byDay')}`}
            tall="18rem"
            titles={titles}
          />
        </Flex>
        <Flex justifyContent="space-between">
          {[first, last].map((day, at) => (
            <Typography key={at} variant="pi" textColor="neutral600">
              {typeof day === 'string' ? formatShortDay(day, locale) : ''}
            </Typography>
          ))}
        </Flex>
        <AsTable figure={figure} write={write} />
      </Flex>
    </Card>
  );
}

function AsTable({ figure, write }: { readonly figure: Figure; readonly write: (value: number | null) => string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const days = figure.groups.filter(({ value }) => value.n > 0);
  return (
    <details>
      <Typography tag="summary" variant="pi" textColor="primary600" cursor="pointer">
        {t('asTable')}
      </Typography>
      <Box paddingTop={2}>
        <Table colCount={3} rowCount={days.length + 1}>
          <TableHeads heads={[t('day'), t('value'), t('conversations')]} />
          <Tbody>
            {days.map(({ key, value }) => (
              <Tr key={key}>
                <Td>
                  <Typography>{formatShortDay(key ?? '', locale)}</Typography>
                </Td>
                <Td>
                  <Typography>{write(value.value)}</Typography>
                </Td>
                <Td>
                  <Typography>{formatNumber(value.n, locale)}</Typography>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
    </details>
  );
}
