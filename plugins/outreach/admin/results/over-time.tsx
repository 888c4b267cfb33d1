import { BarChart, formatCalendarDay, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import { dayFigureNames, everyDay } from './results-in';
import type { Day, DayFigureName } from './results-in';
import { texts } from './texts';

type Props = { readonly days: readonly Day[]; readonly hasGoal: boolean };

/** One figure day by day. */
export function OverTime({ days, hasGoal }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [chosen, setChosen] = useState<DayFigureName>('sent');
  const shown = useMemo(() => everyDay(days), [days]);
  if (shown.length === 0) return null;
  const names = dayFigureNames.filter((name) => name !== 'converted' || hasGoal);
  const figure = t(chosen);
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Box width="20rem">
          <SingleSelect
            aria-label={t('figure')}
            size="S"
            value={chosen}
            onChange={(next) => setChosen(names.find((one) => one === next) ?? 'sent')}
          >
            {names.map((name) => (
              <SingleSelectOption key={name} value={name}>
                {t(name)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
        <BarChart
          title={t('overTime', { figure })}
          series={[{ label: figure, color: chosen === 'unsubscribed' ? 'danger500' : 'primary500' }]}
          bars={shown.map((one) => ({ label: formatCalendarDay(one.day, locale), values: [one[chosen]] }))}
        />
      </Flex>
    </Box>
  );
}
