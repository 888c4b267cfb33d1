import { Card, describeError, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import { useState } from 'react';
import { emptyReport } from '../../../domain/simulation/report';
import type { Definition } from '../graph/definition';
import type { Checked } from '../use-faults';
import { Outcome } from './outcome';
import { texts } from './texts';
import { useSimulation } from './use-simulation';

const spans = ['7', '30', '90', '365'] as const;

type Props = { readonly journeyId: string; readonly draft: Definition; readonly checked: Checked };

/** The draft over the recorded past, without sending anything. */
export function SimulationTab({ journeyId, draft, checked }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [days, setDays] = useState('90');
  const { simulation, start, stop } = useSimulation(journeyId, draft);
  const { people: count } = simulation?.report ?? emptyReport;
  const error = simulation?.error ?? null;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Card title={t('start')}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography>{t('explained')}</Typography>
          <Flex gap={3} alignItems="flex-end" wrap="wrap">
            <Field.Root name="days">
              <Field.Label>{t('period')}</Field.Label>
              <SingleSelect value={days} onChange={(next) => setDays(String(next))}>
                {spans.map((span) => (
                  <SingleSelectOption key={span} value={span}>
                    {t('days', { days: span })}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
            {simulation?.isRunning === true ? (
              <Button size="L" variant="secondary" onClick={stop}>
                {t('stop')}
              </Button>
            ) : (
              <Button
                size="L"
                startIcon={<Play aria-hidden />}
                disabled={checked.faults.length > 0}
                onClick={() => start(Number(days))}
              >
                {simulation === null ? t('start') : t('again')}
              </Button>
            )}
          </Flex>
          <Typography role="status" textColor="neutral600">
            {checked.faults.length > 0
              ? t('mend')
              : simulation === null
                ? ''
                : simulation.isRunning
                  ? t('running', { count })
                  : simulation.isStopped
                    ? t('stopped')
                    : t('done', { count, days: simulation.days })}
          </Typography>
          {error !== null && (
            <Typography role="alert" textColor="danger600">
              {describeError(error, locale)}
            </Typography>
          )}
        </Flex>
      </Card>
      {simulation !== null && count > 0 && <Outcome draft={draft} simulation={simulation} />}
    </Flex>
  );
}
