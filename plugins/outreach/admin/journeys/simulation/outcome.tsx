import {
  BarChart,
  Card,
  Figure,
  formatCalendarDay,
  formatMoment,
  formatNumber,
  objects,
  strings,
  TableHeads,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { Counts, SimulationReport } from '../../../domain/simulation/report';
import { ReasonBars } from '../../words/reason-bars';
import type { ReasonBar, Tone } from '../../words/reason-bars';
import { texts as messageTexts } from '../../words/texts';
import { useMessageWords } from '../../words/use-message-words';
import type { Definition } from '../graph/definition';
import { graphOf } from '../graph/graph';
import { useJourneyWords } from '../use-journey-words';
import { useRefusalWords } from '../use-refusal-words';
import { texts } from './texts';
import type { Simulation } from './use-simulation';

type Props = { readonly draft: Definition; readonly simulation: Simulation };

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, one) => sum + one, 0);

/** What a simulation tells so far. */
export function Outcome({ draft, simulation: { report, examples } }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const messages = Object.values(report.messages);
  const sent = messages.reduce((sum, one) => sum + one.sent, 0);
  const withheld = messages.reduce((sum, one) => sum + sumOf(one.withheld), 0);
  const days = Object.entries(report.days).sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <Card title={t('figures')}>
        <Flex tag="dl" gap={6} wrap="wrap">
          <Figure label={t('entered')}>{formatNumber(report.entered, locale)}</Figure>
          <Figure label={t('runs')}>{formatNumber(report.runs, locale)}</Figure>
          <Figure label={t('sent')}>{formatNumber(sent, locale)}</Figure>
          <Figure label={t('withheld')}>{formatNumber(withheld, locale)}</Figure>
        </Flex>
        {report.failed > 0 && <Typography textColor="danger600">{t('failed', { count: report.failed })}</Typography>}
      </Card>
      <Steps draft={draft} report={report} />
      <Reasons report={report} />
      {days.length > 0 && (
        <Card title={t('overTime')}>
          <BarChart
            title={t('perDay')}
            series={[
              { label: t('sent'), color: 'primary500' },
              { label: t('withheld'), color: 'danger500' },
            ]}
            bars={days.map(([day, one]) => ({
              label: formatCalendarDay(day, locale),
              values: [one.sent, one.withheld],
            }))}
          />
        </Card>
      )}
      {examples.length > 0 && <Examples examples={examples} />}
    </>
  );
}

function Steps({ draft, report }: { readonly draft: Definition; readonly report: SimulationReport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { titleOf, summaryOf } = useJourneyWords();
  const { steps } = graphOf(draft);
  const number = (value: number | undefined): string => formatNumber(value ?? 0, locale);
  return (
    <Card title={t('steps')}>
      <Table colCount={5} rowCount={steps.length + 1}>
        <TableHeads heads={[t('step'), t('arrived'), t('standing'), t('sent'), t('withheld')]} />
        <Tbody>
          {steps.map(({ id, step }) => {
            const messages = report.messages[id];
            return (
              <Tr key={id}>
                <Td>
                  <Typography fontWeight="bold">{titleOf(step)}</Typography>
                  <Box>
                    <Typography variant="pi" textColor="neutral600">
                      {summaryOf(step)}
                    </Typography>
                  </Box>
                </Td>
                {[
                  number(report.arrived[id]),
                  number(report.standing[id]),
                  messages === undefined ? '' : number(messages.sent),
                  messages === undefined ? '' : number(sumOf(messages.withheld)),
                ].map((text, at) => (
                  <Td key={at}>
                    <Typography>{text}</Typography>
                  </Td>
                ))}
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </Card>
  );
}

function Reasons({ report }: { readonly report: SimulationReport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { reasonOf } = useMessageWords();
  const refusalOf = useRefusalWords();
  const { endOf } = useJourneyWords();
  const bars = (counts: Counts, tone: Tone, words: (key: string) => string): ReasonBar[] =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => ({
        ...{ key: `${tone} ${key}`, count, tone },
        sentence: t('reasonCount', { reason: words(key), count: formatNumber(count, locale) }),
      }));
  const all = Object.values(report.messages);
  const total = (pick: 'withheld' | 'putOff'): Counts =>
    all
      .flatMap((one) => Object.entries(one[pick]))
      .reduce<Record<string, number>>((sum, [key, count]) => ({ ...sum, [key]: (sum[key] ?? 0) + count }), {});
  const messages = [
    ...bars(total('withheld'), 'withheld', reasonOf),
    ...bars(total('putOff'), 'later', (reason) => t('putOff', { reason: reasonOf(reason) })),
  ];
  const refused = bars(report.refused, 'withheld', refusalOf);
  const ends = bars(report.ended, 'sent', endOf);
  const perPerson = Object.entries(report.perPersonDay).map(([messages, count]): ReasonBar => ({
    ...{ key: messages, count, tone: 'sent' },
    sentence: t('perPersonCount', { messages: Number(messages), count }),
  }));
  const parts = [
    { title: t('whyWithheld'), bars: messages },
    { title: t('notIn'), bars: refused },
    { title: t('perPerson'), bars: perPerson },
    { title: t('ends'), bars: ends },
  ].filter((part) => part.bars.length > 0);
  return (
    <Flex gap={4} alignItems="stretch" wrap="wrap">
      {parts.map((part) => (
        <Box key={part.title} flex="1 1 32rem">
          <Card title={part.title}>
            <ReasonBars bars={part.bars} />
          </Card>
        </Box>
      ))}
    </Flex>
  );
}

function Examples({ examples }: { readonly examples: readonly JsonObject[] }) {
  const t = useTexts(texts);
  return (
    <Card title={t('examples')}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {examples.map((example, at) => (
          <li key={textIn(example, 'profileId')}>
            <Link to={`/customers/${textIn(example, 'profileId')}`}>{t('example', { at: at + 1 })}</Link>
            <Messages messages={objects(example['messages'])} />
          </li>
        ))}
      </Flex>
    </Card>
  );
}

function Messages({ messages }: { readonly messages: readonly JsonObject[] }) {
  const t = useTexts(texts);
  const words = useTexts(messageTexts);
  const locale = useLocale();
  const { reasonOf } = useMessageWords();
  if (messages.length === 0) return <Typography textColor="neutral600"> {t('nothingSent')}</Typography>;
  const stateOf = (state: string): string =>
    state === 'sent'
      ? words('handed')
      : state === 'waiting'
        ? t('waiting')
        : state === 'cancelled'
          ? words('cancelled')
          : words('withheld');
  return (
    <ul>
      {messages.map((message, at) => (
        <Typography key={at} tag="li" variant="pi" textColor="neutral700">
          {[
            formatMoment(Date.parse(textIn(message, 'at')), locale),
            textIn(message, 'template'),
            stateOf(textIn(message, 'state')),
            ...strings(message['reasons']).map(reasonOf),
          ].join(' · ')}
        </Typography>
      ))}
    </ul>
  );
}
